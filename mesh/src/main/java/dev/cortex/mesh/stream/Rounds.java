package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.RedisConnection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * One question to Redis after the other, over the consumer's own connection: what is stale, when it is time to look for
 * that, else what is new. A missing group is made on the way.
 */
final class Rounds {
    private static final Logger LOG = Logger.getLogger(Rounds.class);

    private final ConsumerSettings settings;
    private final ContextInternal context;
    private final StreamMetrics metrics;
    private final ConsumerLink link;
    private final GroupReader reader;
    private final Reclaimer reclaimer;

    /** @param inFlight whether an entry is being handled here, and so not stale whatever Redis thinks */
    Rounds(
            ConsumerSettings settings,
            Predicate<Entry.Key> inFlight,
            ContextInternal context,
            RedisAccess access,
            StreamMetrics metrics) {
        this.settings = settings;
        this.context = context;
        this.metrics = metrics;
        this.link = new ConsumerLink(access);
        this.reader = new GroupReader(settings, access.commandMillis());
        this.reclaimer = new Reclaimer(settings, inFlight, access.commandMillis());
    }

    /** @param room at most about so many entries are wanted, at least 1 */
    Future<Arrivals> next(List<String> streams, int room) {
        if (streams.isEmpty()) {
            return context.owner()
                    .timer(settings.block().toMillis(), TimeUnit.MILLISECONDS)
                    .map(Arrivals.NONE);
        }
        if (!link.isOpen()) {
            reclaimer.connectionRenewed();
        }
        return link.connection().compose(connection -> ask(connection, streams, room)
                .recover(failure -> RedisFailure.of(failure) == RedisFailure.NO_GROUP
                        ? regroup(connection, streams)
                        : Future.failedFuture(failure)));
    }

    private Future<Arrivals> ask(RedisConnection connection, List<String> streams, int room) {
        long now = System.nanoTime();
        return reclaimer.due(now)
                ? reclaimer.reclaim(connection, streams, room, now)
                : reader.read(connection, streams, room).map(Arrivals::of);
    }

    private Future<Arrivals> regroup(RedisConnection connection, List<String> streams) {
        metrics.readFailed(settings.group(), RedisFailure.NO_GROUP);
        LOG.debugf("group %s is missing and is made, from the first entry on", settings.group());
        return reader.createGroups(connection, streams).map(Arrivals.NONE);
    }

    /** Ends the question on its way early, with what Redis has delivered to it. */
    void hurry() {
        link.unblock();
    }

    /** The next question is asked over a new connection. */
    void hangUp() {
        link.drop();
    }
}
