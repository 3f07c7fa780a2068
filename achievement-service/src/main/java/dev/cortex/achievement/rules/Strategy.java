package dev.cortex.achievement.rules;

import java.util.List;

/**
 * An honest way to get further: work that would be worth doing without the badge.
 *
 * @param ease 0..30, how little stands between wish and deed; a part of the opportunity score
 * @param automationEnabled whether a workflow of ours can help (it never does the work in the user's place)
 * @param steps what to do next, in order
 */
public record Strategy(String name, String description, int ease, boolean automationEnabled, List<String> steps) {
    public static final int EASE_MAX = 30;

    public Strategy {
        steps = List.copyOf(steps);
        if (ease < 0 || ease > EASE_MAX || steps.isEmpty()) {
            throw new IllegalArgumentException("a strategy has an ease of 0..30 and at least one step: " + name);
        }
    }
}
