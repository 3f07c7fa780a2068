package dev.cortex.achievement.rules;

/**
 * A step of an achievement.
 *
 * @param label as GitHub shows it: base, x2, x3, x4
 * @param name its colour: base, bronze, silver, gold
 * @param requirement the count from which it is reached
 */
public record Tier(String label, String name, long requirement) {
    public Tier {
        if (requirement < 1) {
            throw new IllegalArgumentException("a tier asks for at least 1");
        }
    }
}
