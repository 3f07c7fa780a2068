package dev.cortex.routing.decision;

/** A token bucket: at most {@code max} in any {@code periodNanos}, about; unused ones are kept up to that number. */
final class Allowance {
    private final double max;
    private final double perNano;
    private double left;
    private long lastNanos;

    Allowance(long max, long periodNanos, long nowNanos) {
        this.max = max;
        this.perNano = max / (double) periodNanos;
        this.left = max;
        this.lastNanos = nowNanos;
    }

    synchronized boolean take(long nowNanos) {
        left = Math.min(max, left + (nowNanos - lastNanos) * perNano);
        lastNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
