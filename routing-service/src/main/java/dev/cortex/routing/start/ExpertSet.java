package dev.cortex.routing.start;

import dev.cortex.routing.StreamNames;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The set of experts in Redis, from which workers learn which streams there are. An expert that was retired stays in it
 * while tasks wait in its stream, so that these are done by whoever reads it. Written again and again, whole and in
 * one transaction, because Redis may lose it and experts may come and go.
 */
@ApplicationScoped
class ExpertSet {
    private static final Logger LOG = Logger.getLogger(ExpertSet.class);

    /** KEYS streams. Returns the places, from 1, of those that hold something. */
    private static final String WAITED_FOR = """
            local out = {}
            for at, key in ipairs(KEYS) do
              if redis.call('EXISTS', key) == 1 and redis.call('XLEN', key) > 0 then out[#out + 1] = at end
            end
            return out
            """;

    /** So many of them are looked at, those that came last. */
    private static final int RETIRED_MAX = 2_000;

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
        List<String> retired = spaces.find(Spaces.DEFAULT).map(Space::retired).orElse(List.of());
        waitedFor(retired.subList(Math.max(0, retired.size() - RETIRED_MAX), retired.size()))
                .map(waited -> Stream.concat(names.stream(), waited.stream()).toList())
                .flatMap(all -> redis.withTransaction(transaction ->
                        transaction.key().del(StreamNames.EXPERTS).flatMap(gone -> add(transaction, all))))
                .subscribe()
                .with(
                        done -> written = names,
                        failure -> LOG.debugf("the set of experts was not written: %s", failure));
    }

    private Uni<List<String>> waitedFor(List<String> retired) {
        if (retired.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        String[] command = Stream.concat(
                        Stream.of(WAITED_FOR, String.valueOf(retired.size())),
                        retired.stream().map(StreamNames::tasksOf))
                .toArray(String[]::new);
        return redis.execute("EVAL", command).map(answer -> {
            List<String> waited = new ArrayList<>();
            answer.forEach(place -> waited.add(retired.get(place.toInteger() - 1)));
            return waited;
        });
    }

    private static Uni<Void> add(
            io.quarkus.redis.datasource.transactions.ReactiveTransactionalRedisDataSource transaction,
            List<String> names) {
        return transaction.set(String.class).sadd(StreamNames.EXPERTS, names.toArray(String[]::new));
    }
}
