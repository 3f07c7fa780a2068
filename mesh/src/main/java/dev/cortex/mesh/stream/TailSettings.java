package dev.cortex.mesh.stream;

import java.time.Duration;

/**
 * How a stream is read outside of any group.
 *
 * @param from the entry id after which to read; {@link #NEW_ONES} for what comes from now on, "0" for all there is
 * @param block how long a read waits for entries
 */
public record TailSettings(String stream, String from, Duration block) {
    /** Only what is appended after the opening. */
    public static final String NEW_ONES = "$";

    public TailSettings {
        if (stream.isBlank() || from.isBlank() || block.toMillis() < 1) {
            throw new IllegalArgumentException("a tail has a stream, a position and a time to block");
        }
    }
}
