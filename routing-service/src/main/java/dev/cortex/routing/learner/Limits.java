package dev.cortex.routing.learner;

/**
 * What one space's model may hold.
 *
 * @param featuresMax distinct features; each costs about 120 bytes
 * @param cellsMax what is known of a feature and a class: 28 bytes, in features that most classes share up to 60
 * @param rehearsedMax old examples kept to be gone over again; 1 to 2 KB each
 */
public record Limits(int featuresMax, int cellsMax, int rehearsedMax) {
    public static final Limits DEFAULT = new Limits(1 << 18, 1 << 22, 8_192);

    public Limits {
        if (featuresMax < 1 || cellsMax < 1 || rehearsedMax < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }
}
