package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reads what no member of the group has been given yet.
 *
 * <p>A single XREADGROUP over several streams gives all of them the same COUNT and knows no order. So with several
 * streams a script reads them one after the other until the room is used, and only when all are empty one blocking
 * XREADGROUP over all waits for whatever comes first. With one stream the blocking read is all.
 */
final class GroupReader {
    /** A read that Redis does not end in time means a dead connection; the answer may be this much late. */
    private final long graceMillis;

    private final ConsumerSettings settings;
    private final FairOrder order = new FairOrder();
    private boolean knownEmpty;

    GroupReader(ConsumerSettings settings, long graceMillis) {
        this.settings = settings;
        this.graceMillis = graceMillis;
    }

    /** @param streams at least one */
    Future<List<Entry>> read(RedisConnection connection, List<String> streams, int room) {
        if (streams.size() == 1 || knownEmpty) {
            knownEmpty = false;
            return waitForAny(connection, streams, room);
        }
        return sweep(connection, order.next(streams), room).onSuccess(entries -> swept(streams.getFirst(), entries));
    }

    private void swept(String first, List<Entry> entries) {
        knownEmpty = entries.isEmpty();
        int ofFirst = (int)
                entries.stream().filter(entry -> entry.stream().equals(first)).count();
        order.served(true, ofFirst);
        order.served(false, entries.size() - ofFirst);
    }

    private Future<List<Entry>> sweep(RedisConnection connection, List<String> streams, int room) {
        Request request = Request.cmd(Command.EVAL).arg(Scripts.READ).arg(streams.size());
        streams.forEach(request::arg);
        request.arg(settings.group()).arg(settings.consumer()).arg(room);
        return connection
                .send(request)
                .timeout(graceMillis, TimeUnit.MILLISECONDS)
                .map(EntryReplies::ofRead);
    }

    /**
     * While it blocks, one stream wakes it. Only what arrived on several streams since they were found empty can exceed
     * the room, by less than one entry a stream; the consumer keeps that until there is room.
     */
    private Future<List<Entry>> waitForAny(RedisConnection connection, List<String> streams, int room) {
        long blockMillis = Math.max(1, settings.block().toMillis());
        Request request = Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(settings.group())
                .arg(settings.consumer())
                .arg("COUNT")
                .arg(Math.max(1, room / streams.size()))
                .arg("BLOCK")
                .arg(blockMillis)
                .arg("STREAMS");
        streams.forEach(request::arg);
        streams.forEach(stream -> request.arg(">"));
        return connection
                .send(request)
                .timeout(blockMillis + graceMillis, TimeUnit.MILLISECONDS)
                .map(EntryReplies::ofRead);
    }

    /** Makes the group from the first entry on where it is missing, and the stream with it. */
    Future<Void> createGroups(RedisConnection connection, List<String> streams) {
        List<Future<Void>> made =
                streams.stream().map(stream -> createGroup(connection, stream)).toList();
        return Future.join(made).timeout(graceMillis, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private Future<Void> createGroup(RedisConnection connection, String stream) {
        Request request = Request.cmd(Command.XGROUP)
                .arg("CREATE")
                .arg(stream)
                .arg(settings.group())
                .arg("0")
                .arg("MKSTREAM");
        return connection
                .send(request)
                .recover(failure -> String.valueOf(failure.getMessage()).contains("BUSYGROUP")
                        ? Future.succeededFuture()
                        : Future.failedFuture(failure))
                .mapEmpty();
    }
}
