package dev.cortex.achievement.api;

import dev.cortex.achievement.progress.Reading;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;

/** Where answers come from and how many of them are old. */
@Singleton
final class AnswerMetrics {
    private final MeterRegistry meters;

    AnswerMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void answered(Reading reading, Instant now) {
        Counter.builder("cortex.achievement.answers")
                .description("Answers about a user, by where they came from")
                .tag("source", reading.source().name().toLowerCase(Locale.ROOT))
                .tag("stale", String.valueOf(reading.staleAt(now)))
                .register(meters)
                .increment();
    }
}
