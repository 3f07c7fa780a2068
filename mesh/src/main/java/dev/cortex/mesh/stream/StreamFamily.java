package dev.cortex.mesh.stream;

/**
 * The part of a stream's name that may be a metric label or stand in a span's name: its first two parts. What follows
 * the second dot can be data (the name of something a user made), which would make labels without bound.
 */
final class StreamFamily {
    private StreamFamily() {}

    /** {@code a.b} stays, {@code a.b.c} and {@code a.b.c.d} become {@code a.b.*}. */
    static String of(String stream) {
        int first = stream.indexOf('.');
        int second = first < 0 ? -1 : stream.indexOf('.', first + 1);
        return second < 0 ? stream : stream.substring(0, second) + ".*";
    }
}
