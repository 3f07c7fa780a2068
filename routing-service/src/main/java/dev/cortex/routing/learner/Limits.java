package dev.cortex.routing.learner;

/**
 * What one space's model may hold. After the world has changed, the features and cells of before are kept beside
 * them.
 *
 * @param featuresMax distinct features; each costs about 120 bytes
 * @param cellsMax what is known of a feature and a class, or room for it: 30 bytes
 * @param rehearsedMax old examples kept to be gone over again; 1 to 2 KB each
 */
public record Limits(int featuresMax, int cellsMax, int rehearsedMax) {
    public static final Limits DEFAULT = new Limits(1 << 18, 1 << 21, 8_192);

    public Limits {
        if (featuresMax < 1 || cellsMax < 1 || rehearsedMax < 1) {
            throw new IllegalArgumentException("every limit is at least 1");
        }
    }
}
