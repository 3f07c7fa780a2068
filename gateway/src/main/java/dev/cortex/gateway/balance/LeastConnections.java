package dev.cortex.gateway.balance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Weighted least connections, exactly as nginx's ngx_http_upstream_least_conn_module does it.
 *
 * <p>A pick skips peers that this request has tried, that are down, that failed {@code max_fails} times within
 * {@code fail_timeout}, or that are full. Of the others it takes the smallest {@code conns/weight}, compared without division.
 * Ties are broken by smooth weighted round robin among the tied peers only:
 *
 * <pre>
 *   for each tied peer: current += effective; total += effective; effective grows by 1 up to weight
 *   the largest current wins (the first of equals); winner.current -= total
 * </pre>
 *
 * A failure costs {@code weight / max_fails} of the effective weight. When no peer is left the backups get their turn, with
 * the same rule. An upstream of one single peer always uses it unless it is down or full: failing it would help nobody.
 *
 * <p>INVARIANT: a peer's count belongs to its address, not to the list it stands in: {@link #replace} keeps the counts of peers
 * that stay and of peers that leave with requests in flight, so a change of the list never degrades the choice to round robin.
 *
 * <p>One count serves all event loops. The lock is held for the few nanoseconds of arithmetic over a handful of peers, as
 * nginx holds its zone's lock; nothing in it waits. Time is milliseconds of any monotonic clock (nginx counts in seconds).
 */
public final class LeastConnections {
    private List<Peer> primaries = List.of();
    private List<Peer> backups = List.of();
    private final Map<String, Peer> known = new HashMap<>();

    public LeastConnections(List<PeerSettings> settings) {
        replace(settings);
    }

    /** Changes the list of servers while requests are in flight. */
    public synchronized void replace(List<PeerSettings> settings) {
        List<Peer> newPrimaries = new ArrayList<>();
        List<Peer> newBackups = new ArrayList<>();
        for (PeerSettings one : settings) {
            Peer peer = known.computeIfAbsent(one.address(), ignored -> new Peer(one));
            peer.adopt(one);
            (one.backup() ? newBackups : newPrimaries).add(peer);
        }
        primaries = List.copyOf(newPrimaries);
        backups = List.copyOf(newBackups);
        known.values().removeIf(peer -> peer.conns == 0 && !listed(peer));
    }

    /** Chooses the next peer for {@code turn} and counts the request to it; {@link #release} gives it back. */
    public synchronized Choice pick(Turn turn, long now) {
        if (turn.current != null) {
            throw new IllegalStateException("the turn still holds " + turn.current.address());
        }
        if (single()) {
            return pickSingle(turn);
        }
        boolean saturated = false;
        if (!turn.onBackups) {
            Choice choice = pickFrom(primaries, turn, now);
            if (choice instanceof Peer || backups.isEmpty()) {
                return choice;
            }
            saturated = choice == Exhausted.SATURATED;
            turn.turnToBackups();
        }
        Choice choice = pickFrom(backups, turn, now);
        return saturated && choice instanceof Exhausted ? Exhausted.SATURATED : choice;
    }

    /** Ends the request at the peer that {@code turn} holds. */
    public synchronized void release(Turn turn, boolean failed, long now) {
        Peer peer = turn.current;
        if (peer == null) {
            throw new IllegalStateException("the turn holds no peer");
        }
        turn.current = null;
        peer.conns--;
        if (single()) {
            peer.fails = 0;
        } else if (failed) {
            recordFailure(peer, now);
        } else if (peer.accessed < peer.checked) {
            peer.fails = 0;
        }
        if (peer.conns == 0 && !listed(peer)) {
            known.remove(peer.address(), peer);
        }
    }

    /** How the listed peers stand now, primaries first. */
    public synchronized List<PeerState> states(long now) {
        List<PeerState> states = new ArrayList<>(primaries.size() + backups.size());
        for (List<Peer> group : List.of(primaries, backups)) {
            for (Peer peer : group) {
                boolean up = !peer.settings.down() && (single() || !peer.failing(now));
                states.add(new PeerState(peer.settings, peer.conns, peer.effectiveWeight, up));
            }
        }
        return states;
    }

    private static void recordFailure(Peer peer, long now) {
        peer.fails++;
        peer.accessed = now;
        peer.checked = now;
        PeerSettings settings = peer.settings;
        if (settings.maxFails() > 0) {
            peer.effectiveWeight = Math.max(0, peer.effectiveWeight - settings.weight() / settings.maxFails());
        }
    }

    private Choice pickSingle(Turn turn) {
        Peer only = primaries.getFirst();
        if (only.settings.down() || turn.hasTried(only)) {
            return Exhausted.NONE_LIVE;
        }
        if (only.full()) {
            return Exhausted.SATURATED;
        }
        return take(only, turn);
    }

    private static Choice pickFrom(List<Peer> peers, Turn turn, long now) {
        Peer best = null;
        boolean tied = false;
        boolean saturated = false;
        for (int i = 0; i < peers.size(); i++) {
            Peer peer = peers.get(i);
            if (turn.hasTried(peer) || peer.settings.down() || peer.failing(now)) {
                continue;
            }
            if (peer.full()) {
                saturated = true;
                continue;
            }
            int order = best == null ? -1 : peer.compareLoad(best);
            if (order < 0) {
                best = peer;
                tied = false;
            } else if (order == 0) {
                tied = true;
            }
        }
        if (best == null) {
            return saturated ? Exhausted.SATURATED : Exhausted.NONE_LIVE;
        }
        Peer chosen = tied ? breakTie(peers, best, turn, now) : best;
        if (now - chosen.checked > chosen.settings.failTimeoutMillis()) {
            chosen.checked = now;
        }
        return take(chosen, turn);
    }

    private static Peer breakTie(List<Peer> peers, Peer first, Turn turn, long now) {
        Peer best = first;
        int total = 0;
        for (int i = peers.indexOf(first); i < peers.size(); i++) {
            Peer peer = peers.get(i);
            if (turn.hasTried(peer)
                    || peer.settings.down()
                    || peer.compareLoad(first) != 0
                    || peer.failing(now)
                    || peer.full()) {
                continue;
            }
            peer.currentWeight += peer.effectiveWeight;
            total += peer.effectiveWeight;
            if (peer.effectiveWeight < peer.settings.weight()) {
                peer.effectiveWeight++;
            }
            if (peer.currentWeight > best.currentWeight) {
                best = peer;
            }
        }
        best.currentWeight -= total;
        return best;
    }

    private static Peer take(Peer peer, Turn turn) {
        peer.conns++;
        turn.take(peer);
        return peer;
    }

    private boolean single() {
        return primaries.size() == 1 && backups.isEmpty();
    }

    private boolean listed(Peer peer) {
        return primaries.contains(peer) || backups.contains(peer);
    }
}
