package dev.cortex.routing.statistics;

/** From {@code low} to {@code high}. */
public record Interval(double low, double high) {
    /** Inside {@code -margin..margin}: whatever the difference is, it does not matter. */
    public boolean within(double margin) {
        return low >= -margin && high <= margin;
    }
}
