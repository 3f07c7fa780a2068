package dev.cortex.gateway.exchange;

/** The decoder as the connection sees it. Event loop only. */
public interface RequestSource {
    /** Goes on with the bytes of pipelined requests that waited for the exchange to end. */
    void resume();

    /** Whether the first bytes of a head are here and its end is not. */
    boolean headBegun();

    /** When these first bytes came, of {@link System#nanoTime}. */
    long headBegunNanos();

    /** HTTP is over on this connection: bytes pass as they are, both ways. */
    void tunnel();

    /** Drops every byte from now on. */
    void discard();
}
