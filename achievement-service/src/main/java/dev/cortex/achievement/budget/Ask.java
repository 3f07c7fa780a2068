package dev.cortex.achievement.budget;

import java.util.Optional;

/**
 * A request that wants to be paid.
 *
 * @param points that it will cost, as far as can be said
 * @param purse the only one that may pay; any may where none is named
 */
public record Ask(Resource resource, int points, Urgency urgency, Optional<String> purse) {
    public static Ask of(Resource resource, int points, Urgency urgency) {
        return new Ask(resource, points, urgency, Optional.empty());
    }
}
