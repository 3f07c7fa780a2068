package dev.cortex.local.launch.screen;

import java.time.Duration;

/** Tells how the start goes, one line per component. Calls come from many threads. */
public interface Screen extends AutoCloseable {
    /** Its process runs, it is not ready yet. */
    void starting(String component);

    void ready(String component, int port, Duration took);

    void failed(String component);

    /** Leaves the lines as they are; nothing is drawn any more. */
    @Override
    void close();
}
