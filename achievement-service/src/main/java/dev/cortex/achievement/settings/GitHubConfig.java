package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** GitHub, or what stands in for it. */
public interface GitHubConfig {
    /** Base URL: GraphQL is at {@code /graphql} below it, REST beside. */
    @WithDefault("https://api.github.com")
    URI url();

    /**
     * Tokens that pay for requests; each should be of another account, because all tokens of one account share one
     * budget. None: only what is stored can be told, unless GitHub is the simulator on this machine.
     */
    Optional<List<String>> tokens();

    /**
     * GitHub ends its own work after 10 s. Shorter: huge accounts never succeed. Longer: people wait for an answer
     * that does not come.
     */
    @WithDefault("11s")
    Duration timeout();

    /**
     * Requests at once of this replica, three of four of which may be such that nobody waits for. Too many: threads and
     * connections for nothing, since the accounts' own bound holds. Too few: people wait in line.
     */
    @WithDefault("40")
    @Min(1)
    @Max(100)
    int concurrencyMax();

    /** Requests that may wait for a place, of people and of others each; more are told at once that we are busy. */
    @WithDefault("2000")
    @Min(1)
    int waitingMax();

    /** How often a request that GitHub answered with 502 is sent again. */
    @WithDefault("1")
    @Min(0)
    @Max(5)
    int retriesMax();

    /** First pause before such a repeat; the pauses grow and are spread by half. */
    @WithDefault("200ms")
    Duration retryPause();

    BreakerConfig breaker();

    BudgetConfig budget();

    GitHubAppConfig app();
}
