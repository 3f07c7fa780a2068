package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Many users by one call. */
public interface BatchConfig {
    /** Users of one call; more are refused. Each takes some 10 KB while the call lasts, half of it in the answer. */
    @WithDefault("10000")
    @Min(1)
    int usersMax();

    /** Users of all calls under way on this replica; a call beyond it is told to come back. Bounds the memory. */
    @WithDefault("20000")
    @Min(1)
    int usersUnderWayMax();

    /**
     * After so long a call asks GitHub for nobody more and tells the rest as it was known. Longer than the gateway
     * waits: the whole answer is lost.
     */
    @WithDefault("45s")
    Duration timeMax();

    /**
     * Users in one request to GitHub at most; the cost rule picks the size below it that wastes least. Too many: GitHub's
     * 10 s are over before the answer is ready, and requests are halved.
     */
    @WithDefault("100")
    @Min(1)
    @Max(100)
    int usersPerRequest();

    /** Requests of one call that are under way at once. Too many: people wait behind them. Too few: a call takes long. */
    @WithDefault("4")
    @Min(1)
    int requestsAtOnce();
}
