package dev.cortex.routing.text;

/**
 * A text as hashed features: {@code ids[i]} occurs with the raw weight {@code weights[i]}. Ids are ascending and
 * unique. Arrays are shared, not copied, because a model touches them a hundred thousand times a second: nobody writes
 * to them.
 */
public record Features(int[] ids, float[] weights) {
    public int size() {
        return ids.length;
    }
}
