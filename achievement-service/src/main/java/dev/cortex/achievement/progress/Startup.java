package dev.cortex.achievement.progress;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Before the first request: the schema is there and the summary is up to date. */
final class Startup {
    private static final String SCHEMA = "achievement";

    void migrate(
            @Observes StartupEvent event,
            AchievementConfig config,
            @ConfigProperty(name = "quarkus.datasource.reactive.url") String url,
            SummaryView summary) {
        new Migrations(PostgresUrl.parse(url), SCHEMA, config.store().patience()).apply();
        // A replica that died between an observation and the refresh left the view behind.
        summary.changed();
    }
}
