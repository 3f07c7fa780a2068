package dev.cortex.achievement.observation;

import java.time.Instant;

/**
 * One look at GitHub. What it answered was true at some moment between the two times, so an answer is as old as its
 * question: whatever happened after that may be missing in it.
 *
 * @param sent when the question was sent
 * @param answered when the answer had arrived
 */
public record Look(Instant sent, Instant answered) {
    public Look {
        if (answered.isBefore(sent)) {
            // A clock that was set back; the later of the two is the careful one for "has it seen this event".
            answered = sent;
        }
    }

    /** A look that took no time. */
    public static Look at(Instant moment) {
        return new Look(moment, moment);
    }
}
