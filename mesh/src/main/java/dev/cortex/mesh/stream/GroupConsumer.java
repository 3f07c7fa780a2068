package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * A member of a group: reads while there is room, hands over, settles verdicts.
 *
 * <p>A loop of turns. One question to Redis at most is on its way; a turn begins when it was answered, when a verdict
 * made room, or when the wait after a failure is over. Every quarter of the lease the question is for stale entries.
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
    private final Settlements settlements;
    private final InFlight inFlight;
    private final Rounds rounds;
    private final Membership membership;
    private final Backlog backlog;
    private final Promise<Void> drained;

    private Phase phase = Phase.RUNNING;

    /** As they were at the beginning of the turn. */
    private List<String> streams = List.of();

    /** A question is on its way, or the wait after a failed one. */
    private boolean asking;

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
        this.settlements = new Settlements(settings, access, context, this::turn);
        Handling handling = new Handling(settings, handler, context, observation, this::turn);
        this.inFlight = new InFlight(settings, units, handling, settlements, metrics);
        this.rounds = new Rounds(settings, inFlight::holds, context, access, metrics);
        this.membership = new Membership(settings, access);
        this.backlog = new Backlog(settings, access, metrics);
        this.drained = context.promise();
    }

    /** @param whenEnded called once, after it was drained or closed */
    void start(Runnable whenEnded) {
        drained.future().onComplete(end -> whenEnded.run());
        context.runOnContext(first -> turn());
        Pulse pulse = new Pulse(context, () -> phase != Phase.ENDED);
        pulse.renew(membership, inFlight, settings.lease().toMillis());
        pulse.measure(backlog, () -> streams);
    }

    /** Safe to call whenever something changed. */
    private void turn() {
        switch (phase) {
            case RUNNING -> askForMore();
            case DRAINING -> leaveWhenIdle();
            case ENDED -> hangUpWhenAnswered();
        }
    }

    private void askForMore() {
        int room = inFlight.room();
        if (asking || room < 1) {
            return;
        }
        asking = true;
        Future<Arrivals> round;
        try {
            streams = List.copyOf(settings.streams().get());
            round = rounds.next(streams, room);
        } catch (RuntimeException thrown) {
            round = Future.failedFuture(thrown);
        }
        round.onComplete(result -> context.emit(result, this::answered));
    }

    /** What arrives while draining is handled like the rest: it was delivered to us. */
    private void answered(AsyncResult<Arrivals> result) {
        asking = false;
        if (phase == Phase.ENDED) {
            hangUpWhenAnswered();
        } else if (result.succeeded()) {
            failures = 0;
            result.result().gone().forEach(settlements::finish);
            inFlight.arrived(result.result().entries());
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
            rounds.hangUp();
        }
        // The mark stays set, so that no verdict begins a turn before the wait is over.
        asking = true;
        long millis = BACKOFF.millis(failures, ThreadLocalRandom.current().nextDouble());
        context.setTimer(millis, timer -> {
            asking = false;
            turn();
        });
    }

    private void leaveWhenIdle() {
        if (!asking && !leaving && inFlight.size() == 0 && settlements.pending() == 0) {
            leaving = true;
            membership.leave(streams).onComplete(left -> context.emit(left, ignored -> end()));
        }
    }

    private void hangUpWhenAnswered() {
        if (!asking) {
            rounds.hangUp();
        }
    }

    private void end() {
        phase = Phase.ENDED;
        settlements.stop();
        inFlight.abandon();
        rounds.hurry();
        hangUpWhenAnswered();
        drained.tryComplete();
    }

    @Override
    public Uni<Void> drain() {
        return Uni.createFrom().completionStage(() -> {
            context.runOnContext(now -> {
                if (phase == Phase.RUNNING) {
                    phase = Phase.DRAINING;
                    rounds.hurry();
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
