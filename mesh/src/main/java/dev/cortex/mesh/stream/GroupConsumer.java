package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.RedisConnection;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * A member of a group: reads while there is room, hands over, settles verdicts.
 *
 * <p>A loop of turns. One read at most is on its way; a turn begins when it was answered, when a verdict made room, or
 * when the wait after a failure is over. Every quarter of the lease the read is a look for stale entries.
 *
 * <p>The lease of what is in flight is renewed, so that an entry becomes stale because its consumer died, and not
 * because its handler takes long.
 *
 * <p>INVARIANT: everything happens on {@link #context}, which is one event loop thread; the methods that anyone may call
 * go there first.
 */
final class GroupConsumer implements StreamConsumer {
    private static final Logger LOG = Logger.getLogger(GroupConsumer.class);
    private static final Backoff BACKOFF = new Backoff(20, 2_000);

    private enum Phase {
        RUNNING,
        DRAINING,
        ENDED
    }

    private final ConsumerSettings settings;
    private final ContextInternal context;
    private final StreamMetrics metrics;
    private final ConsumerLink link;
    private final GroupReader reader;
    private final Reclaimer reclaimer;
    private final Membership membership;
    private final Settlements settlements;
    private final InFlight inFlight;
    private final Promise<Void> drained;

    private Phase phase = Phase.RUNNING;
    private boolean reading;
    private boolean leaving;
    private int failures;

    GroupConsumer(
            ConsumerSettings settings,
            Units units,
            BatchHandler handler,
            ContextInternal context,
            RedisAccess access,
            Observation observation) {
        this.settings = settings;
        this.context = context;
        this.metrics = observation.metrics();
        this.link = new ConsumerLink(access);
        this.reader = new GroupReader(settings, access.commandMillis());
        this.membership = new Membership(settings, access);
        this.settlements = new Settlements(settings, access, context, this::turn);
        Handling handling = new Handling(settings, handler, context, observation, this::turn);
        this.inFlight = new InFlight(settings, units, handling, settlements, metrics);
        this.reclaimer = new Reclaimer(settings, inFlight::holds, access.commandMillis());
        this.drained = context.promise();
    }

    void start() {
        context.runOnContext(first -> turn());
        context.setPeriodic(Math.max(1, settings.lease().toMillis() / 3), this::renew);
    }

    /** Safe to call whenever something changed. */
    private void turn() {
        if (phase == Phase.DRAINING) {
            leaveWhenIdle();
        }
        int room = inFlight.room();
        if (reading || phase != Phase.RUNNING || room < 1) {
            return;
        }
        reading = true;
        Future<Void> round;
        try {
            round = round(settings.streams().get(), room);
        } catch (RuntimeException thrown) {
            round = Future.failedFuture(thrown);
        }
        round.onComplete(result -> context.emit(result, this::turned));
    }

    private Future<Void> round(List<String> streams, int room) {
        if (streams.isEmpty()) {
            return context.owner()
                    .timer(settings.block().toMillis(), TimeUnit.MILLISECONDS)
                    .mapEmpty();
        }
        if (!link.isOpen()) {
            reclaimer.connectionRenewed();
        }
        return link.connection().compose(connection -> ask(connection, streams, room)
                .recover(failure -> RedisFailure.of(failure) == RedisFailure.NO_GROUP
                        ? regroup(connection, streams)
                        : Future.failedFuture(failure)));
    }

    private Future<Void> ask(RedisConnection connection, List<String> streams, int room) {
        long now = System.nanoTime();
        if (reclaimer.due(now)) {
            return reclaimer
                    .reclaim(connection, streams, room, now)
                    .onSuccess(reclaimed -> context.emit(reclaimed, this::takenOver))
                    .mapEmpty();
        }
        return reader.read(connection, streams, room)
                .onSuccess(entries -> context.emit(entries, this::arrived))
                .mapEmpty();
    }

    private Future<Void> regroup(RedisConnection connection, List<String> streams) {
        metrics.readFailed(settings.group(), RedisFailure.NO_GROUP);
        LOG.debugf("group %s is missing and is made, from the first entry on", settings.group());
        return reader.createGroups(connection, streams);
    }

    private void takenOver(Reclaimer.Reclaimed reclaimed) {
        if (phase != Phase.ENDED) {
            reclaimed.gone().forEach(settlements::finish);
            inFlight.arrived(reclaimed.entries());
        }
    }

    /** What arrives while draining is handled like the rest: it was delivered to us. */
    private void arrived(List<Entry> entries) {
        if (phase != Phase.ENDED) {
            inFlight.arrived(entries);
        }
    }

    private void turned(AsyncResult<Void> result) {
        reading = false;
        if (phase == Phase.ENDED) {
            link.drop();
        } else if (result.succeeded()) {
            failures = 0;
            turn();
        } else {
            failed(result.cause());
        }
    }

    private void failed(Throwable failure) {
        RedisFailure kind = RedisFailure.of(failure);
        metrics.readFailed(settings.group(), kind);
        if (failures++ == 0) {
            LOG.warnf("group %s can not read (%s): %s", settings.group(), kind.label, failure);
        }
        if (kind == RedisFailure.UNREACHABLE) {
            link.drop();
        }
        // The mark stays set, so that no verdict begins a turn before the wait is over.
        reading = true;
        long millis = BACKOFF.millis(failures, ThreadLocalRandom.current().nextDouble());
        context.setTimer(millis, timer -> {
            reading = false;
            turn();
        });
    }

    private void renew(Long timer) {
        if (phase == Phase.ENDED) {
            context.owner().cancelTimer(timer);
        } else if (inFlight.size() > 0) {
            membership.renew(inFlight.keys());
        }
    }

    private void leaveWhenIdle() {
        if (!reading && !leaving && inFlight.size() == 0 && settlements.pending() == 0) {
            leaving = true;
            membership.leave(settings.streams().get()).onComplete(left -> context.emit(left, ignored -> end()));
        }
    }

    private void end() {
        phase = Phase.ENDED;
        settlements.stop();
        inFlight.abandon();
        if (reading) {
            link.unblock();
        } else {
            link.drop();
        }
        drained.tryComplete();
    }

    @Override
    public Uni<Void> drain() {
        return Uni.createFrom().completionStage(() -> {
            context.runOnContext(now -> {
                if (phase == Phase.RUNNING) {
                    phase = Phase.DRAINING;
                    link.unblock();
                    turn();
                }
            });
            return drained.future().toCompletionStage();
        });
    }

    @Override
    public void close() {
        context.runOnContext(now -> end());
    }

    @Override
    public int inFlight() {
        return inFlight.size();
    }
}
