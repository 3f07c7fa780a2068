package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes over entries whose lease ran out: XPENDING names them with the number of their deliveries (XAUTOCLAIM does not
 * tell it), XCLAIM takes those that are still stale.
 *
 * <p>On a new connection it takes first, without waiting for a lease, what is pending under the consumer's own name and
 * not in flight here: an earlier life of this consumer left it, or an answer of Redis was lost with the connection.
 */
final class Reclaimer {
    private static final String ALL_OWN_SEEN = "+";

    /** Looked at in one pass: well below the client's bound of waiting commands on a connection (2048). */
    private static final int STREAMS_MAX = 256;

    private final ConsumerSettings settings;
    private final Predicate<Entry.Key> inFlight;
    private final long commandMillis;
    private final long everyNanos;

    /** By stream, the last of the own entries looked at; {@link #ALL_OWN_SEEN} after the last. */
    private final Map<String, String> ownSeen = new HashMap<>();

    private long nextNanos;
    private int nextStream;
    private boolean more = true;

    Reclaimer(ConsumerSettings settings, Predicate<Entry.Key> inFlight, long commandMillis) {
        this.settings = settings;
        this.inFlight = inFlight;
        this.commandMillis = commandMillis;
        this.everyNanos = settings.lease().dividedBy(4).toNanos();
    }

    boolean due(long nowNanos) {
        return more || nowNanos - nextNanos >= 0;
    }

    void connectionRenewed() {
        ownSeen.clear();
        more = true;
    }

    /** @param room at most so many are taken */
    Future<Arrivals> reclaim(RedisConnection connection, List<String> streams, int room, long nowNanos) {
        List<Future<Stale>> looks = part(streams).stream()
                .map(stream -> look(connection, stream, room))
                .toList();
        return Future.all(looks).timeout(commandMillis, TimeUnit.MILLISECONDS).compose(all -> {
            nextNanos = nowNanos + everyNanos;
            more = nextStream > 0;
            return claimAll(connection, all.list(), room);
        });
    }

    /** All, or with very many as many as one pass can look at; the next passes take the rest. */
    private List<String> part(List<String> streams) {
        int from = nextStream < streams.size() ? nextStream : 0;
        int to = Math.min(streams.size(), from + STREAMS_MAX);
        nextStream = to < streams.size() ? to : 0;
        return streams.subList(from, to);
    }

    private Future<Stale> look(RedisConnection connection, String stream, int room) {
        String seen = ownSeen.getOrDefault(stream, "-");
        boolean own = !seen.equals(ALL_OWN_SEEN);
        Request request = Request.cmd(Command.XPENDING).arg(stream).arg(settings.group());
        if (!own) {
            request.arg("IDLE").arg(settings.lease().toMillis());
        }
        request.arg(own && !seen.equals("-") ? "(" + seen : "-").arg("+").arg(room);
        if (own) {
            request.arg(settings.consumer());
        }
        return connection.send(request).map(reply -> stale(stream, own, reply));
    }

    private Stale stale(String stream, boolean own, Response reply) {
        Map<String, Long> deliveries = new LinkedHashMap<>();
        String last = null;
        int listed = 0;
        for (Response item : reply) {
            last = item.get(0).toString();
            listed++;
            if (!inFlight.test(new Entry.Key(stream, last))) {
                deliveries.put(last, item.get(3).toLong() + 1);
            }
        }
        return new Stale(stream, own, deliveries, last, listed);
    }

    private Future<Arrivals> claimAll(RedisConnection connection, List<Stale> found, int room) {
        List<Future<Arrivals>> claims = new ArrayList<>();
        int left = room;
        for (Stale stale : found) {
            int taken = Math.min(left, stale.deliveries.size());
            note(stale, taken, room);
            if (taken > 0) {
                claims.add(claim(connection, stale.first(taken)));
                left -= taken;
            }
        }
        return Future.all(claims).timeout(commandMillis, TimeUnit.MILLISECONDS).map(all -> Arrivals.join(all.list()));
    }

    /** Remembers how far the own entries were looked through, and whether there is more to take than there was room. */
    private void note(Stale stale, int taken, int room) {
        boolean whole = taken == stale.deliveries.size();
        more |= taken > 0 && (!whole || stale.listed == room);
        if (stale.own && whole) {
            boolean end = stale.listed < room || stale.last == null;
            ownSeen.put(stale.stream, end ? ALL_OWN_SEEN : stale.last);
            // What is stale of others is looked for next.
            more = true;
        }
    }

    private Future<Arrivals> claim(RedisConnection connection, Stale stale) {
        Request request = Request.cmd(Command.XCLAIM)
                .arg(stale.stream)
                .arg(settings.group())
                .arg(settings.consumer())
                .arg(stale.own ? 0 : settings.lease().toMillis());
        stale.deliveries.keySet().forEach(request::arg);
        return connection.send(request).compose(reply -> {
            List<Entry> entries = EntryReplies.ofClaim(stale.stream, reply, stale.deliveries);
            List<String> missing = new ArrayList<>(stale.deliveries.keySet());
            entries.forEach(entry -> missing.remove(entry.id()));
            return gone(connection, stale.stream, missing).map(gone -> new Arrivals(entries, gone));
        });
    }

    /** Of the entries that could not be taken, those that are no longer in the stream (the others were taken by someone else). */
    private Future<List<Entry.Key>> gone(RedisConnection connection, String stream, List<String> ids) {
        List<Entry.Key> gone = new ArrayList<>();
        List<Future<Response>> looks = ids.stream()
                .map(id -> connection
                        .send(Request.cmd(Command.XRANGE).arg(stream).arg(id).arg(id))
                        .onSuccess(reply -> {
                            if (reply == null || reply.size() == 0) {
                                gone.add(new Entry.Key(stream, id));
                            }
                        }))
                .toList();
        return looks.isEmpty()
                ? Future.succeededFuture(gone)
                : Future.all(looks).map(gone);
    }

    /** @param deliveries by entry id, the coming one included */
    private record Stale(
            String stream,
            boolean own,
            Map<String, Long> deliveries,
            @Nullable String last,
            int listed) {
        Stale first(int count) {
            Map<String, Long> some = new LinkedHashMap<>();
            deliveries.entrySet().stream().limit(count).forEach(e -> some.put(e.getKey(), e.getValue()));
            return new Stale(stream, own, some, last, listed);
        }
    }
}
