package dev.cortex.achievement.observation;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the times of events can be compared with those of answers: an event has GitHub's time, a look has ours.
 *
 * @param skew by how much the two clocks may differ
 * @param lag how long after an event an answer of GitHub may still not know of it
 */
public record Margin(Duration skew, Duration lag) {
    /** GitHub tells whole seconds, rounded down. */
    private static final Duration GRAIN = Duration.ofSeconds(1);

    /** Whether an answer has an event in it. */
    enum Order {
        SEEN,
        UNCLEAR,
        UNSEEN
    }

    /**
     * An answer was true at some moment between its question and its arrival. Only what happened well before the question is
     * surely in it, and only what happened after the arrival surely is not.
     */
    Order order(Instant happened, Look look) {
        if (happened.isAfter(look.answered().plus(skew))) {
            return Order.UNSEEN;
        }
        return happened.plus(GRAIN).plus(skew).plus(lag).isBefore(look.sent()) ? Order.SEEN : Order.UNCLEAR;
    }

    /** Whether someone can have heard of it by now; what is told from the future has a wrong time. */
    boolean possible(Instant happened, Instant heard) {
        return !happened.isAfter(heard.plus(skew));
    }
}
