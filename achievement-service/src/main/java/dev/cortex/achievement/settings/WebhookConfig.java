package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;

/** What GitHub delivers to us. */
public interface WebhookConfig {
    /** Shared with GitHub; it signs every delivery with it. None: no delivery is taken. */
    Optional<String> secret();

    /**
     * So long a delivery is known again when it comes twice. GitHub lets one be delivered again for three days.
     * Shorter: a repeat costs a point. Longer: more rows.
     */
    @WithDefault("7d")
    Duration remembered();

    /**
     * By how much GitHub's clock and ours may differ. Smaller than they do: an event that the last answer had in it is
     * counted twice until the next. Larger: soon after an answer, events cost a question instead of being counted.
     */
    @WithDefault("500ms")
    Duration clockSkew();

    /**
     * How long after an event GitHub's answers may not have it in them. Shorter than they do: an event is missing until
     * the next answer. Longer: soon after an event, an answer leaves the count uncertain by one.
     */
    @WithDefault("2s")
    Duration answersLag();

    /** So long GitHub waits at most until a delivery is settled; it is safe already, and settled after the answer. */
    @WithDefault("100ms")
    Duration answerWithin();

    /** Deliveries that are settled at once; each holds a connection of the database for a moment. */
    @WithDefault("8")
    @Min(1)
    int settledAtOnce();

    /** Deliveries that may wait to be settled; what comes beyond that waits for the sweep. */
    @WithDefault("1000")
    @Min(1)
    int waitingMax();

    /** How often what was left unsettled is looked for. Longer: after a failure old numbers stay longer. */
    @WithDefault("10s")
    Duration sweepEvery();
}
