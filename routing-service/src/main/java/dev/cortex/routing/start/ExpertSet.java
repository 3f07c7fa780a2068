package dev.cortex.routing.start;

import dev.cortex.routing.RoutingSettings;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The set of experts in Redis, from which workers learn which streams there are. Written again and again, whole and in
 * one transaction, because Redis may lose it and experts may come and go.
 */
@ApplicationScoped
class ExpertSet {
    private static final Logger LOG = Logger.getLogger(ExpertSet.class);

    private final ReactiveRedisDataSource redis;
    private final Spaces spaces;
    private final Vertx vertx;
    private final long intervalMillis;
    private volatile List<String> written = List.of();

    ExpertSet(ReactiveRedisDataSource redis, Spaces spaces, Vertx vertx, RoutingSettings settings) {
        this.redis = redis;
        this.spaces = spaces;
        this.vertx = vertx;
        intervalMillis = settings.streams().expertsInterval().toMillis();
    }

    void assertRegularly() {
        write();
        vertx.setPeriodic(intervalMillis, timer -> write());
    }

    private void write() {
        List<String> names = spaces.find(Spaces.DEFAULT).map(Space::experts).orElse(List.of()).stream()
                .map(Expert::id)
                .toList();
        if (names.isEmpty()) {
            return;
        }
        redis.withTransaction(transaction ->
                        transaction.key().del(StreamNames.EXPERTS).flatMap(gone -> add(transaction, names)))
                .subscribe()
                .with(
                        done -> written = names,
                        failure -> LOG.debugf("the set of experts was not written: %s", failure));
    }

    private static Uni<Void> add(
            io.quarkus.redis.datasource.transactions.ReactiveTransactionalRedisDataSource transaction,
            List<String> names) {
        return transaction.set(String.class).sadd(StreamNames.EXPERTS, names.toArray(String[]::new));
    }
}
