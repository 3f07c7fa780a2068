package dev.cortex.gateway.config;

import java.time.Duration;

/**
 * How long the data plane waits, checked every {@code 100 ms}.
 *
 * @param header from a request's first byte to the end of its headers; then 408. Short: slow mobile clients fail. Long: slow
 *     senders hold connections
 * @param body between two pieces of a request's body; then 408
 * @param idle between two requests of a kept connection; then it is closed silently
 * @param send for a client to take more of an answer; then the connection is closed
 * @param connect to open a connection to a server; then the next server is tried
 * @param response from the request to the head of its answer; then 504
 * @param stream between two pieces of an answer; then the answer is cut off
 * @param eventStream the same for {@code text/event-stream}, which may be silent for long
 */
public record Timeouts(
        Duration header,
        Duration body,
        Duration idle,
        Duration send,
        Duration connect,
        Duration response,
        Duration stream,
        Duration eventStream) {
    public static final Timeouts DEFAULT = new Timeouts(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofHours(1));
}
