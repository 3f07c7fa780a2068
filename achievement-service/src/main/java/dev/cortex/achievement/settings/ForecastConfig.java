package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** When the next tier will be reached. */
public interface ForecastConfig {
    /** Below so much history nothing is foretold. Shorter: guesses. Longer: newcomers hear nothing. */
    @WithDefault("7d")
    Duration historyMin();

    /** Below so many counted events nothing is foretold; the interval would be as wide as life. */
    @WithDefault("3")
    @Min(1)
    int eventsMin();

    /** What is so old weighs half. Shorter: follows a change of habit sooner, with wider intervals. */
    @WithDefault("90d")
    Duration halfLife();

    /** How often the interval should hold the truth. */
    @WithDefault("0.8")
    double level();

    /** Observations of one user that are looked at, the latest ones. */
    @WithDefault("2000")
    @Min(10)
    int observationsMax();
}
