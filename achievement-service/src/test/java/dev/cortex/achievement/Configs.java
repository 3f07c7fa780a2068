package dev.cortex.achievement;

import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** The configuration as the service gets it, with some of it set. */
public final class Configs {
    private Configs() {}

    public static AchievementConfig defaults() {
        return with(Map.of());
    }

    /** @param values by their key below {@code cortex.achievement} */
    public static AchievementConfig with(Map<String, String> values) {
        Map<String, String> all = new HashMap<>();
        values.forEach((key, value) -> all.put("cortex.achievement." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(AchievementConfig.class)
                .withDefaultValues(all)
                .withConverters(new org.eclipse.microprofile.config.spi.Converter<?>[] {new DurationText()})
                .build()
                .getConfigMapping(AchievementConfig.class);
    }

    /** Quarkus reads {@code 5m}; outside of it only ISO 8601 is known. */
    private static final class DurationText
            implements org.eclipse.microprofile.config.spi.Converter<java.time.Duration> {
        private static final long serialVersionUID = 1;

        @Override
        public java.time.Duration convert(String text) {
            return io.quarkus.runtime.configuration.DurationConverter.parseDuration(text);
        }
    }
}
