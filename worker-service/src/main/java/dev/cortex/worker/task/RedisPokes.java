package dev.cortex.worker.task;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * "Something changed about these tasks", to whoever follows them. Says no more than that: the row is the truth, and a poke
 * that gets lost is made up for by a slow look at it.
 */
@Singleton
public final class RedisPokes {
    private static final Logger LOG = Logger.getLogger(RedisPokes.class);
    private static final String CHANGED = "cortex:tasks:changed";
    private static final String CANCELLED = "cortex:tasks:cancelled";

    private final ReactivePubSubCommands<String> pubsub;

    RedisPokes(ReactiveRedisDataSource redis) {
        this.pubsub = redis.pubsub(String.class);
    }

    /** Returns at once; nobody waits for a poke. */
    public void changed(Collection<UUID> ids) {
        send(CHANGED, ids);
    }

    /** For the workers: one of them may be running it. */
    public void cancelled(UUID id) {
        send(CANCELLED, List.of(id));
    }

    /** Fails when the connection is lost. */
    public Multi<List<UUID>> receiveChanged() {
        return receive(CHANGED);
    }

    /** Fails when the connection is lost. */
    public Multi<List<UUID>> receiveCancelled() {
        return receive(CANCELLED);
    }

    private void send(String channel, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            String message = ids.stream().map(UUID::toString).collect(Collectors.joining(","));
            pubsub.publish(channel, message)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf("a poke was lost: %s", failure.getMessage()));
        }
    }

    private Multi<List<UUID>> receive(String channel) {
        return pubsub.subscribe(channel)
                .map(message ->
                        Arrays.stream(message.split(",")).map(UUID::fromString).toList());
    }
}
