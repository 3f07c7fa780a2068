package dev.cortex.gateway.balance;

/**
 * One server and its counts. The fields are those of nginx's {@code ngx_http_upstream_rr_peer_t}; they are read and changed
 * only under the lock of the {@link LeastConnections} that owns the peer.
 */
public final class Peer implements Choice {
    PeerSettings settings;
    int conns;
    int currentWeight;
    int effectiveWeight;
    int fails;
    long accessed;
    long checked;

    Peer(PeerSettings settings) {
        this.settings = settings;
        this.effectiveWeight = settings.weight();
    }

    /** Stable for the peer's life, safe to read from any thread. */
    public String address() {
        return settings.address();
    }

    /**
     * Takes over changed settings and keeps what was learned. A new weight starts the smooth round robin anew for this peer:
     * its old credit was earned at the old rate.
     */
    void adopt(PeerSettings changed) {
        if (changed.weight() != settings.weight()) {
            currentWeight = 0;
            effectiveWeight = changed.weight();
        }
        settings = changed;
    }

    boolean failing(long now) {
        return settings.maxFails() > 0 && fails >= settings.maxFails() && now - checked <= settings.failTimeoutMillis();
    }

    boolean full() {
        return settings.maxConnections() > 0 && conns >= settings.maxConnections();
    }

    /** Negative when this peer is less loaded for its weight than {@code other}: conns/weight compared without division. */
    int compareLoad(Peer other) {
        return Long.compare((long) conns * other.settings.weight(), (long) other.conns * settings.weight());
    }
}
