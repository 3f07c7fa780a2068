package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How the points of the tokens are shared out, over all replicas. */
public interface BudgetConfig {
    /**
     * This part of every token's points is for people who wait; batches, renewals behind old answers and scans end there.
     * Too small: a batch leaves people without an answer. Too large: points are given back unused every hour.
     */
    @WithDefault("0.1")
    @DecimalMin("0")
    @DecimalMax("0.9")
    double reserve();

    /**
     * This part of GitHub's points of a minute (2,000 for GraphQL, 900 for REST) is used. Closer to 1: whoever else uses
     * the account meets secondary limits.
     */
    @WithDefault("0.9")
    @DecimalMin("0.1")
    @DecimalMax("1")
    double minute();

    /**
     * Requests at once of one account, over all replicas; GitHub allows 100. Three of four may be such that nobody waits
     * for.
     */
    @WithDefault("90")
    @Min(1)
    @Max(100)
    int concurrencyMax();

    /**
     * After so long a request gives its place back though its replica never said how it went. Shorter than GitHub's
     * timeout: more than GitHub allows at once. Longer: a killed replica blocks its places longer.
     */
    @WithDefault("30s")
    Duration lease();

    /**
     * What one replica may use of every token while Redis is away and nobody can agree: 1 by the number of replicas. Too
     * large: together they spend more than there is, and GitHub says no. Too small: points are left.
     */
    @WithDefault("0.5")
    @DecimalMin("0.01")
    @DecimalMax("1")
    double shareAlone();
}
