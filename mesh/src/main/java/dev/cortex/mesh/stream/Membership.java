package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** What a member tells its group beside reading: that it still works on its entries, and that it leaves. */
final class Membership {
    private static final Logger LOG = Logger.getLogger(Membership.class);

    private final ConsumerSettings settings;
    private final Redis redis;
    private final long commandMillis;

    Membership(ConsumerSettings settings, RedisAccess access) {
        this.settings = settings;
        this.redis = access.shared();
        this.commandMillis = access.commandMillis();
    }

    /** A failure only costs this renewal: there are three in a lease. */
    void renew(Collection<Entry.Key> entries) {
        Map<String, List<String>> byStream = new LinkedHashMap<>();
        entries.forEach(key -> byStream.computeIfAbsent(key.stream(), name -> new ArrayList<>())
                .add(key.id()));
        List<Request> requests = new ArrayList<>();
        byStream.forEach((stream, ids) -> {
            Request request = script(Scripts.RENEW, stream);
            ids.forEach(request::arg);
            requests.add(request);
        });
        redis.batch(requests)
                .timeout(commandMillis, TimeUnit.MILLISECONDS)
                .onFailure(failure -> LOG.debugf(failure, "leases of group %s not renewed", settings.group()));
    }

    /** Never fails: a name left behind in the group does no harm. */
    Future<Void> leave(Collection<String> streams) {
        List<Request> requests =
                streams.stream().map(stream -> script(Scripts.LEAVE, stream)).toList();
        if (requests.isEmpty()) {
            return Future.succeededFuture();
        }
        return redis.batch(requests)
                .timeout(commandMillis, TimeUnit.MILLISECONDS)
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    private Request script(String script, String stream) {
        return Request.cmd(Command.EVAL)
                .arg(script)
                .arg(1)
                .arg(stream)
                .arg(settings.group())
                .arg(settings.consumer());
    }
}
