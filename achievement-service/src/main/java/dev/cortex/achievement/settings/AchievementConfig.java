package dev.cortex.achievement.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** What can be set for the achievement-service, under {@code cortex.achievement}. */
@ConfigMapping(prefix = "cortex.achievement")
public interface AchievementConfig {
    GitHubConfig github();

    FreshnessConfig freshness();

    FeedConfig feed();

    FlightConfig flight();

    RedisConfig redis();

    StoreConfig store();

    SummaryConfig summary();

    BatchConfig batch();

    WebhookConfig webhook();

    UnlocksConfig unlocks();

    OutgoingConfig outgoing();

    ScanConfig scan();

    TasksConfig tasks();

    ForceConfig force();

    TeamConfig team();

    ForecastConfig forecast();

    /** Whose progress is told where no {@code username} is given. Without it the parameter is required. */
    Optional<String> defaultUsername();

    /** The name of this replica among its equals; part of the consumer's name on streams. */
    @WithDefault("achievement")
    String replica();
}
