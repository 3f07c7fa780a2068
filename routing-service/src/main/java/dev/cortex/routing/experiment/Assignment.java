package dev.cortex.routing.experiment;

import dev.cortex.routing.text.Hash;

/** Which tasks an experiment takes: by a hash of both ids, so that every replica says the same at any time. */
final class Assignment {
    private static final double UNIT = 0x1p-53;

    private Assignment() {}

    static boolean falls(String experiment, String task, double share) {
        long hash = Hash.mix(Hash.add(Hash.add(Hash.SEED, experiment), task));
        return (hash >>> 11) * UNIT < share;
    }
}
