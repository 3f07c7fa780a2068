package dev.cortex.routing.statistics;

/** From {@code low} to {@code high}. */
public record Interval(double low, double high) {
    /** Inside {@code -margin..margin}: whatever the difference is, it does not matter. */
    public boolean within(double margin) {
        return low >= -margin && high <= margin;
    }

    /** Holds the difference of two values, when this holds the one and that the other. */
    Interval minus(Interval that) {
        return new Interval(low - that.high, high - that.low);
    }
}
