package dev.cortex.routing.decision;

/**
 * Whether asking the other replicas pays. A round trip is expected to cost more than a decision of a small model, so it is only worth it
 * where something is found: a replica that has just started, a batch that another one has seen. The share of what was
 * found is averaged over about the last 64 questions; while it is poor, one question in sixteen still goes out, to notice
 * when that changes.
 */
final class Payoff {
    private static final double WEIGHT = 1.0 / 64;
    private static final double POOR = 0.02;
    private static final int PROBE_EVERY = 16;

    private double found = 1;
    private int skipped;

    synchronized boolean worthAsking() {
        if (found >= POOR) {
            return true;
        }
        skipped = (skipped + 1) % PROBE_EVERY;
        return skipped == 0;
    }

    synchronized void asked(int keys, int answers) {
        double weight = 1 - Math.pow(1 - WEIGHT, keys);
        found += weight * (answers / (double) keys - found);
    }
}
