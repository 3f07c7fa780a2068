package dev.cortex.routing;

import dev.cortex.routing.settings.RoutingSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** The service's settings without a container: the defaults, and what a test sets. */
public final class Settings {
    private Settings() {}

    public static RoutingSettings defaults() {
        return with(Map.of());
    }

    /** @param values keys without {@code cortex.routing.} */
    public static RoutingSettings with(Map<String, String> values) {
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RoutingSettings.class)
                .withDefaultValue("cortex.routing.postgres-url", "postgresql://localhost/test")
                .withDefaultValue("cortex.routing.replica", "test");
        values.forEach((key, value) -> config.withDefaultValue("cortex.routing." + key, value));
        return config.build().getConfigMapping(RoutingSettings.class);
    }
}
