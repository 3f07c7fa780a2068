package dev.cortex.gateway.route;

/**
 * One rule: which upstream a path goes to, and how.
 *
 * @param name the value of the metrics' label {@code route}: from the configuration, never from a request
 * @param index its place in the table, for look-ups without hashing
 */
public record Route(
        String name, int index, PathPattern path, String upstream, Access access, CacheRule cache, boolean compress) {}
