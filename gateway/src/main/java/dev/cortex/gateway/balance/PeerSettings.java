package dev.cortex.gateway.balance;

/**
 * What the configuration says about one server of an upstream. Names and defaults are nginx's ({@code server} directive of
 * ngx_http_upstream_module).
 *
 * @param address identity of the peer: counts follow it when the list of servers changes
 * @param weight share of requests relative to the other peers, at least 1
 * @param maxFails failures within {@code failTimeoutMillis} that take the peer out; 0 never takes it out
 * @param failTimeoutMillis the window of {@code maxFails} and how long the peer then stays out
 * @param maxConnections requests in flight at most; 0 is without bound
 * @param backup only used when no other peer is left
 * @param down never used
 */
public record PeerSettings(
        String address,
        int weight,
        int maxFails,
        long failTimeoutMillis,
        int maxConnections,
        boolean backup,
        boolean down) {
    /** Keeps {@code conns * weight} and the sums of weights far from overflow. */
    public static final int WEIGHT_MAX = 65_535;

    public PeerSettings {
        if (address.isEmpty()) {
            throw new IllegalArgumentException("address is empty");
        }
        if (weight < 1 || weight > WEIGHT_MAX) {
            throw new IllegalArgumentException("weight must be 1.." + WEIGHT_MAX + ", is " + weight);
        }
        if (maxFails < 0 || failTimeoutMillis < 0 || maxConnections < 0) {
            throw new IllegalArgumentException("max_fails, fail_timeout and max_connections must not be negative");
        }
    }

    /** A peer with nginx's defaults: one failure takes it out for ten seconds. */
    public static PeerSettings of(String address, int weight) {
        return new PeerSettings(address, weight, 1, 10_000, 0, false, false);
    }
}
