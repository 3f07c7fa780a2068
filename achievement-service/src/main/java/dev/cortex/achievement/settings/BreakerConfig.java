package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Keeps requests back while GitHub is down. */
public interface BreakerConfig {
    /** Requests that are looked back at. Too small: two bad moments close the door. Too large: it closes late. */
    @WithDefault("20")
    @Min(2)
    int window();

    /** It opens when this share of them failed. */
    @WithDefault("0.5")
    double failureRatio();

    /** How long it stays open before one request is tried. Longer: GitHub is back and we do not know. */
    @WithDefault("5s")
    Duration pause();
}
