package dev.cortex.routing.text;

import java.util.Arrays;

/**
 * A text as hashed features: {@code ids[i]} occurs with the raw weight {@code weights[i]}. Ids are
 * unique. Arrays are shared, not copied, because a model touches them a hundred thousand times a second: nobody writes
 * to them.
 */
public final class Features {
    private final int[] ids;
    private final float[] weights;

    public Features(int[] ids, float[] weights) {
        this.ids = ids;
        this.weights = weights;
    }

    public int[] ids() {
        return ids;
    }

    public float[] weights() {
        return weights;
    }

    /** With one more feature, which the text itself does not have. */
    public Features with(int id, float weight) {
        int[] moreIds = Arrays.copyOf(ids, ids.length + 1);
        float[] moreWeights = Arrays.copyOf(weights, ids.length + 1);
        moreIds[ids.length] = id;
        moreWeights[ids.length] = weight;
        return new Features(moreIds, moreWeights);
    }

    public int size() {
        return ids.length;
    }
}
