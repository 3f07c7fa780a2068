package dev.cortex.gateway.config;

/**
 * Bounds on what one client, and all of them, may ask for.
 *
 * @param headBytesMax request line and headers together; above it 431 (RFC 6585). Each open connection may hold this much
 * @param targetBytesMax request target; above it 414
 * @param headersMax header lines; above it 431
 * @param bodyBytesMax body, declared or streamed; above it 413
 * @param inFlightMax requests at once over all connections; above it 503 with Retry-After. Each may hold an upstream connection
 * @param connectionsMax client connections; above it new ones are closed at once. Each holds a file descriptor and a few KB
 */
public record Limits(
        int headBytesMax, int targetBytesMax, int headersMax, long bodyBytesMax, int inFlightMax, int connectionsMax) {
    public static final Limits DEFAULT = new Limits(16 * 1024, 8 * 1024, 100, 10L * 1024 * 1024, 12_000, 20_000);
}
