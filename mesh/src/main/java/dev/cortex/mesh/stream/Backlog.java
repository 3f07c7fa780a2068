package dev.cortex.mesh.stream;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * How much the group has before it: entries given to a member and not acknowledged (pending), and in a work queue those
 * given to nobody yet (waiting). A log keeps what was handled, so its length tells nothing; before Redis 7 nothing does.
 */
final class Backlog {
    private static final Logger LOG = Logger.getLogger(Backlog.class);

    /** Streams in one pipeline, with two commands each; with more, a family's sum counts only these. */
    private static final int STREAMS_MAX = 500;

    private final ConsumerSettings settings;
    private final Redis redis;
    private final long commandMillis;
    private final StreamMetrics metrics;

    Backlog(ConsumerSettings settings, RedisAccess access, StreamMetrics metrics) {
        this.settings = settings;
        this.redis = access.shared();
        this.commandMillis = access.commandMillis();
        this.metrics = metrics;
    }

    /** A failure leaves the gauges as they are: the failed reads tell it already. */
    void measure(List<String> all) {
        List<String> streams = all.size() > STREAMS_MAX ? all.subList(0, STREAMS_MAX) : all;
        List<Request> requests = new ArrayList<>();
        for (String stream : streams) {
            requests.add(Request.cmd(Command.XPENDING).arg(stream).arg(settings.group()));
            requests.add(Request.cmd(Command.XLEN).arg(stream));
        }
        if (!requests.isEmpty()) {
            redis.batch(requests)
                    .timeout(commandMillis, TimeUnit.MILLISECONDS)
                    .onSuccess(replies -> tell(streams, replies))
                    .onFailure(failure -> LOG.debugf(failure, "backlog of group %s not measured", settings.group()));
        }
    }

    private void tell(List<String> streams, List<Response> replies) {
        Map<String, Long> pending = new HashMap<>();
        Map<String, Long> waiting = new HashMap<>();
        for (int i = 0; i < streams.size(); i++) {
            String family = StreamFamily.of(streams.get(i));
            long taken = replies.get(2 * i).get(0).toLong();
            long length = replies.get(2 * i + 1).toLong();
            pending.merge(family, taken, Long::sum);
            waiting.merge(family, settings.deleteHandled() ? Math.max(0, length - taken) : 0, Long::sum);
        }
        pending.forEach(
                (family, taken) -> metrics.backlog(family, settings.group(), taken, waiting.getOrDefault(family, 0L)));
    }
}
