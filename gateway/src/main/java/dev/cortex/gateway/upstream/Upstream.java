package dev.cortex.gateway.upstream;

import dev.cortex.gateway.balance.LeastConnections;
import dev.cortex.gateway.balance.Peer;
import dev.cortex.gateway.balance.PeerState;
import dev.cortex.gateway.balance.RetryBudget;
import dev.cortex.gateway.config.Endpoint;
import dev.cortex.gateway.config.UpstreamPlan;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** One upstream as all event loops share it: its peers' counts, its retry budget and its numbers. */
public final class Upstream {
    /** Envoy's default: a lone failure may always be retried. */
    private static final int RETRIES_AT_LEAST = 3;

    private final UpstreamPlan plan;
    private final LeastConnections peers;
    private final RetryBudget retryBudget;
    private final Map<String, SocketAddress> addresses = new HashMap<>();
    final AtomicInteger connections = new AtomicInteger();
    final LongAdder retries = new LongAdder();

    public Upstream(UpstreamPlan plan) {
        this.plan = plan;
        this.peers = new LeastConnections(plan.servers());
        this.retryBudget = new RetryBudget(plan.retryPercent(), RETRIES_AT_LEAST);
        plan.endpoints().forEach((address, endpoint) -> addresses.put(address, socketAddress(endpoint)));
    }

    /** A name is resolved when a connection is opened, so that it may move. */
    private static SocketAddress socketAddress(Endpoint endpoint) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(endpoint.host());
        if (literal == null) {
            return InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        }
        return new InetSocketAddress(NetUtil.getByName(endpoint.host()), endpoint.port());
    }

    UpstreamPlan plan() {
        return plan;
    }

    LeastConnections peers() {
        return peers;
    }

    RetryBudget retryBudget() {
        return retryBudget;
    }

    SocketAddress addressOf(Peer peer) {
        SocketAddress address = addresses.get(peer.address());
        if (address == null) {
            throw new IllegalStateException("no address for " + peer.address());
        }
        return address;
    }

    /** The clock of the peers' failures. */
    static long nowMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    public String name() {
        return plan.name();
    }

    public List<PeerState> peerStates() {
        return peers.states(nowMillis());
    }

    /** Open connections to its servers, in use or kept. */
    public int connections() {
        return connections.get();
    }

    public long retries() {
        return retries.sum();
    }
}
