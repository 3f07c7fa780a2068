package dev.cortex.achievement.observation;

import java.time.Instant;
import java.util.List;

/**
 * Something that GitHub tells of one user by an event.
 *
 * @param key the same whenever the same thing is told, however often and by whichever delivery
 * @param at when it happened, by GitHub's clock
 * @param effects what it does to his counts; none where it is known to move nothing
 */
public record Happening(String key, Instant at, List<Effect> effects) {
    public Happening {
        effects = List.copyOf(effects);
    }
}
