package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How old an answer may be. */
public interface FreshnessConfig {
    /** So long an answer counts as fresh. Shorter costs points, longer shows older numbers. */
    @WithDefault("5m")
    Duration ttl();

    /** Up to so much is added to the TTL by chance, so that what was asked together does not expire together. */
    @WithDefault("30s")
    Duration jitter();

    /** So long after the TTL an old answer is given at once, marked stale, while a new one is fetched. */
    @WithDefault("1m")
    Duration whileRevalidate();

    /** So old an answer may be when GitHub fails. Too small: an outage of GitHub becomes an outage of ours. */
    @WithDefault("30d")
    Duration ifError();

    /** So long an unknown user stays unknown without asking again. Too long: a new user waits. */
    @WithDefault("1m")
    Duration unknown();

    /** So long a failed flight is not repeated for the same user. Too long: a short hiccup is felt longer. */
    @WithDefault("2s")
    Duration failed();
}
