package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one connection that a reader blocks on, from a client of its own: only so can it be thrown away with a read still
 * on its way (a connection given back to a shared pool would be used again).
 */
final class ConsumerLink {
    private final RedisAccess access;
    private @Nullable Redis client;
    private @Nullable RedisConnection connection;
    private Optional<String> clientId = Optional.empty();

    ConsumerLink(RedisAccess access) {
        this.access = access;
    }

    boolean isOpen() {
        return connection != null;
    }

    /**
     * Ends a blocking read at once, as if its time were over. To be preferred to {@link #drop()} while a read is on its
     * way: what Redis delivers in the last moment still arrives.
     */
    void unblock() {
        clientId.ifPresent(id ->
                access.shared().send(Request.cmd(Command.CLIENT).arg("UNBLOCK").arg(id)));
    }

    /** The open connection, or a new one. */
    Future<RedisConnection> connection() {
        if (connection != null) {
            return Future.succeededFuture(connection);
        }
        Redis fresh = access.own().get();
        client = fresh;
        return fresh.connect().compose(this::opened).timeout(access.commandMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<RedisConnection> opened(RedisConnection fresh) {
        // Without a handler the client logs each loss of a connection as an error; the failed read tells it already.
        fresh.exceptionHandler(loss -> {});
        return fresh.send(Request.cmd(Command.CLIENT).arg("ID")).map(id -> {
            connection = fresh;
            clientId = Optional.of(id.toString());
            return fresh;
        });
    }

    void drop() {
        connection = null;
        clientId = Optional.empty();
        if (client != null) {
            client.close();
            client = null;
        }
    }
}
