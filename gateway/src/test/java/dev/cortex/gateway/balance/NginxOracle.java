package dev.cortex.gateway.balance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * nginx's C, written down once more and as literally as Java allows: ngx_http_upstream_get_least_conn_peer, ngx_http_upstream_free_round_robin_peer
 * and the case of a single peer of ngx_http_upstream_get_round_robin_peer. It shares no line with what it judges.
 */
final class NginxOracle {
    static final class Server {
        String name;
        int weight;
        int effectiveWeight;
        int currentWeight;
        int conns;
        int maxConns;
        int fails;
        int maxFails;
        long failTimeout;
        long accessed;
        long checked;
        boolean down;
    }

    /** ngx_http_upstream_rr_peer_data_t. */
    static final class PeerData {
        Server current;
        boolean next;
        final Set<Server> tried = new HashSet<>();
    }

    final List<Server> peers = new ArrayList<>();
    final List<Server> backup = new ArrayList<>();

    /** @return null for NGX_BUSY */
    Server get(PeerData data, long now) {
        boolean single = peers.size() == 1 && backup.isEmpty();
        if (single) {
            Server peer = peers.get(0);
            // pc->tries is 0 after the free: a single peer is asked once.
            if (data.tried.contains(peer) || peer.down || (peer.maxConns > 0 && peer.conns >= peer.maxConns)) {
                return null;
            }
            peer.conns++;
            data.current = peer;
            data.tried.add(peer);
            return peer;
        }
        Server best = leastConn(data.next ? backup : peers, data, now);
        if (best == null && !data.next && !backup.isEmpty()) {
            data.next = true;
            data.tried.clear();
            best = leastConn(backup, data, now);
        }
        return best;
    }

    private Server leastConn(List<Server> group, PeerData data, long now) {
        Server best = null;
        int total = 0;
        boolean many = false;
        int p = 0;
        for (int i = 0; i < group.size(); i++) {
            Server peer = group.get(i);
            if (data.tried.contains(peer)) {
                continue;
            }
            if (peer.down) {
                continue;
            }
            if (peer.maxFails != 0 && peer.fails >= peer.maxFails && now - peer.checked <= peer.failTimeout) {
                continue;
            }
            if (peer.maxConns != 0 && peer.conns >= peer.maxConns) {
                continue;
            }
            if (best == null || peer.conns * best.weight < best.conns * peer.weight) {
                best = peer;
                many = false;
                p = i;
            } else if (peer.conns * best.weight == best.conns * peer.weight) {
                many = true;
            }
        }
        if (best == null) {
            return null;
        }
        if (many) {
            for (int i = p; i < group.size(); i++) {
                Server peer = group.get(i);
                if (data.tried.contains(peer)) {
                    continue;
                }
                if (peer.down) {
                    continue;
                }
                if (peer.conns * best.weight != best.conns * peer.weight) {
                    continue;
                }
                if (peer.maxFails != 0 && peer.fails >= peer.maxFails && now - peer.checked <= peer.failTimeout) {
                    continue;
                }
                if (peer.maxConns != 0 && peer.conns >= peer.maxConns) {
                    continue;
                }
                peer.currentWeight += peer.effectiveWeight;
                total += peer.effectiveWeight;
                if (peer.effectiveWeight < peer.weight) {
                    peer.effectiveWeight++;
                }
                if (peer.currentWeight > best.currentWeight) {
                    best = peer;
                }
            }
        }
        best.currentWeight -= total;
        if (now - best.checked > best.failTimeout) {
            best.checked = now;
        }
        best.conns++;
        data.current = best;
        data.tried.add(best);
        return best;
    }

    void free(PeerData data, boolean failed, long now) {
        Server peer = data.current;
        data.current = null;
        if (peers.size() == 1 && backup.isEmpty()) {
            if (peer.fails != 0) {
                peer.fails = 0;
            }
            peer.conns--;
            return;
        }
        if (failed) {
            peer.fails++;
            peer.accessed = now;
            peer.checked = now;
            if (peer.maxFails != 0) {
                peer.effectiveWeight -= peer.weight / peer.maxFails;
            }
            if (peer.effectiveWeight < 0) {
                peer.effectiveWeight = 0;
            }
        } else if (peer.accessed < peer.checked) {
            peer.fails = 0;
        }
        peer.conns--;
    }
}
