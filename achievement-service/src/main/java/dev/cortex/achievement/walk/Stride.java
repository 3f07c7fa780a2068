package dev.cortex.achievement.walk;

/**
 * How much is read at once: half after GitHub could not give so much, twice that again up to where it went wrong, and from
 * there slowly more (slow start, additive increase, multiplicative decrease).
 *
 * @param ceiling up to here it grows fast
 * @param light the last resort for one thing that GitHub can not show: to pass it by
 * @param failures in a row
 */
public record Stride(int size, int ceiling, boolean light, int failures) {
    /** GitHub gives no larger page. */
    public static final int SIZE_MAX = 100;

    /** One thing is tried so often before it is passed by: an outage that ends must not look like a thing that fails. */
    static final int TRIES = 3;

    /** 100, 50, 25, 12, 6, 3 and 1: then the thing itself is tried. */
    private static final int HALVINGS = 7;

    static Stride largest() {
        return new Stride(SIZE_MAX, SIZE_MAX, false, 0);
    }

    Stride went() {
        int next = size < ceiling ? Math.min(ceiling, size * 2) : Math.min(SIZE_MAX, size + 1);
        return new Stride(light ? 1 : next, Math.max(ceiling, light ? 1 : next), false, 0);
    }

    /** After a failure that less at once may help. */
    public Stride shorter() {
        int less = Math.max(1, size / 2);
        return new Stride(
                less,
                failures == 0 ? less : ceiling,
                size == 1 && (light || failures + 1 >= HALVINGS + TRIES),
                failures + 1);
    }

    /** After any other failure. */
    public Stride again() {
        return new Stride(size, ceiling, light, failures + 1);
    }

    /** After a pause everything is asked for again. */
    public Stride rested() {
        return new Stride(size, ceiling, false, 0);
    }
}
