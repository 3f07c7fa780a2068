package dev.cortex.mesh.stream;

import io.smallrye.mutiny.Uni;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Reads a stream outside of any group, from a position on (XREAD): every reader gets every entry, none is acknowledged,
 * and what is appended while the connection is lost may be missed only if it is trimmed meanwhile.
 */
final class TailConsumer implements StreamConsumer {
    private static final Logger LOG = Logger.getLogger(TailConsumer.class);
    private static final Backoff BACKOFF = new Backoff(20, 2_000);
    private static final int COUNT = 500;

    private final TailSettings settings;
    private final Consumer<List<Delivery>> sink;
    private final ContextInternal context;
    private final ConsumerLink link;
    private final long graceMillis;
    private final Promise<Void> ended;
    private String position;
    private boolean stopped;
    private int failures;

    TailConsumer(TailSettings settings, Consumer<List<Delivery>> sink, ContextInternal context, RedisAccess access) {
        this.settings = settings;
        this.sink = sink;
        this.context = context;
        this.link = new ConsumerLink(access);
        this.graceMillis = access.commandMillis();
        this.ended = context.promise();
        this.position = settings.from();
    }

    /** @param whenEnded called once, after it was drained or closed */
    void start(Runnable whenEnded) {
        ended.future().onComplete(end -> whenEnded.run());
        context.runOnContext(first -> turn());
    }

    private void turn() {
        if (stopped) {
            link.drop();
            ended.tryComplete();
            return;
        }
        link.connection().compose(this::read).onComplete(result -> context.emit(result, this::turned));
    }

    /** A position of "$" would be a new one with each read; so it is made the last entry's once. */
    private Future<List<Entry>> read(RedisConnection connection) {
        if (position.equals(TailSettings.NEW_ONES)) {
            return connection
                    .send(Request.cmd(Command.XREVRANGE)
                            .arg(settings.stream())
                            .arg("+")
                            .arg("-")
                            .arg("COUNT")
                            .arg(1))
                    .timeout(graceMillis, TimeUnit.MILLISECONDS)
                    .map(last -> {
                        position = last == null || last.size() == 0
                                ? "0"
                                : last.get(0).get(0).toString();
                        return List.of();
                    });
        }
        long blockMillis = settings.block().toMillis();
        return connection
                .send(Request.cmd(Command.XREAD)
                        .arg("COUNT")
                        .arg(COUNT)
                        .arg("BLOCK")
                        .arg(blockMillis)
                        .arg("STREAMS")
                        .arg(settings.stream())
                        .arg(position))
                .timeout(blockMillis + graceMillis, TimeUnit.MILLISECONDS)
                .map(EntryReplies::ofRead);
    }

    private void turned(AsyncResult<List<Entry>> result) {
        if (result.succeeded()) {
            failures = 0;
            hand(result.result());
            turn();
            return;
        }
        if (failures++ == 0 && !stopped) {
            LOG.warnf("tail of stream %s can not read: %s", settings.stream(), result.cause());
        }
        link.drop();
        long millis = BACKOFF.millis(failures, ThreadLocalRandom.current().nextDouble());
        context.setTimer(millis, timer -> turn());
    }

    private void hand(List<Entry> entries) {
        if (entries.isEmpty() || stopped) {
            return;
        }
        position = entries.getLast().id();
        List<Delivery> readable = entries.stream()
                .<Delivery>mapMulti((entry, out) -> {
                    if (MessageFields.decode(entry.fields()) instanceof MessageFields.Decoded.Whole(Message m)) {
                        out.accept(new Delivery(entry.stream(), entry.id(), 1, m));
                    }
                })
                .toList();
        try {
            if (!readable.isEmpty()) {
                sink.accept(readable);
            }
        } catch (RuntimeException thrown) {
            LOG.warnf(thrown, "the reader of stream %s failed on %d entries", settings.stream(), readable.size());
        }
    }

    @Override
    public Uni<Void> drain() {
        return Uni.createFrom().completionStage(() -> {
            close();
            return ended.future().toCompletionStage();
        });
    }

    @Override
    public void close() {
        context.runOnContext(now -> {
            stopped = true;
            link.unblock();
        });
    }

    @Override
    public int inFlight() {
        return 0;
    }
}
