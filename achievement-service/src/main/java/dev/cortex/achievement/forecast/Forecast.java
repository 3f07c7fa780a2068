package dev.cortex.achievement.forecast;

import java.time.Instant;
import java.util.Optional;

/** What can be said of the next tier. */
public sealed interface Forecast {
    /**
     * It is reached some day.
     *
     * @param expected as likely before it as after it
     * @param from with {@code until} the interval of the level asked for: as likely too early as too late
     * @param until absent when it is further away than anyone plans
     * @param eventsPerWeek at present
     */
    record Known(Instant expected, Instant from, Optional<Instant> until, double eventsPerWeek) implements Forecast {}

    /** The highest tier is reached. */
    record Completed() implements Forecast {}

    /** Nothing is foretold. */
    record Unknown(Reason reason) implements Forecast {}

    /** Why nothing is foretold. */
    enum Reason {
        NEVER_OBSERVED("Its count was never observed."),
        HISTORY_TOO_SHORT("It has not been observed for long enough yet."),
        TOO_FEW_EVENTS("Too little happened since it is observed to tell a pace."),
        TOO_FAR_AWAY("At the present pace it is decades away.");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }
}
