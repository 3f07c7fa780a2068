package dev.cortex.worker.execution;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.TaskMessages;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.set.ReactiveSetCommands;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The streams of the experts that there are and that this worker serves: what the router last said in Redis. While Redis is away, or wiped and not yet
 * told again, the last known ones stay.
 */
@Singleton
final class ExpertStreams {
    private static final Logger LOG = Logger.getLogger(ExpertStreams.class);
    private static final String KEY = "cortex:routing:experts";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final List<String> BUILT_IN =
            List.of("coordinator", "development", "security", "inventory", "cicd", "achievement");

    private final ReactiveSetCommands<String, String> sets;
    private final Duration interval;
    private final Optional<Set<String>> served;
    private volatile List<String> streams;

    ExpertStreams(ReactiveRedisDataSource redis, WorkerConfig config) {
        this.sets = redis.set(String.class);
        this.interval = config.execution().expertsInterval();
        this.served = config.experts().map(Set::copyOf);
        this.streams = streams(BUILT_IN);
    }

    List<String> names() {
        return streams;
    }

    Cancellable start() {
        return Multi.createFrom()
                .ticks()
                .every(interval)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> read())
                .subscribe()
                .with(done -> {});
    }

    private Uni<Void> read() {
        return sets.smembers(KEY)
                .invoke(experts -> {
                    if (!experts.isEmpty()) {
                        streams = streams(experts);
                    }
                })
                .onFailure()
                .invoke(failure -> LOG.debugf("the list of experts was not read: %s", failure.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private List<String> streams(Collection<String> experts) {
        return experts.stream()
                .filter(expert -> NAME.matcher(expert).matches())
                .filter(expert -> served.isEmpty() || served.get().contains(expert))
                .sorted()
                .map(expert -> TaskMessages.EXPERT_STREAMS + expert)
                .toList();
    }
}
