package dev.cortex.routing.learner;

import dev.cortex.routing.text.Features;
import dev.cortex.routing.text.Hash;
import java.util.ArrayList;
import java.util.List;

/**
 * A bounded sample of old examples that a learner goes over again while it learns new ones, so that one pass over the
 * outcomes comes near to what many passes would give. A uniform reservoir (Vitter 1985); "random" picks come from a
 * hash of the running number, so that every replica picks the same.
 */
final class Rehearsal {
    record Example(Features features, int label) {}

    private final int examplesMax;
    private final List<Example> examples = new ArrayList<>();
    private long offered;

    Rehearsal(int examplesMax) {
        this.examplesMax = examplesMax;
    }

    void offer(Example example) {
        offered++;
        if (examples.size() < examplesMax) {
            examples.add(example);
            return;
        }
        long place = Long.remainderUnsigned(Hash.mix(offered), offered);
        if (place < examplesMax) {
            examples.set((int) place, example);
        }
    }

    /** The {@code turn}-th example to go over after the latest offer. */
    Example pick(int turn) {
        long hash = Hash.add(Hash.mix(offered), turn);
        return examples.get((int) Long.remainderUnsigned(hash, examples.size()));
    }

    void write(StateWriter out) {
        out.number(offered);
        out.integer(examples.size());
        for (Example example : examples) {
            Features features = example.features();
            out.integer(example.label());
            out.integer(features.size());
            out.integers(features.ids(), features.size());
            out.reals(features.weights(), features.size());
        }
    }

    void read(StateReader in) {
        offered = in.number();
        int count = in.integer();
        for (int n = 0; n < count; n++) {
            int label = in.integer();
            int size = in.integer();
            examples.add(new Example(new Features(in.integers(size), in.reals(size)), label));
        }
    }

    int size() {
        return examples.size();
    }

    /** What was true before no longer is: rehearsing it would keep the old alive. */
    void forget() {
        examples.clear();
        offered = 0;
    }
}
