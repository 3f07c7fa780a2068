package dev.cortex.worker.intake;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.mesh.stream.Verdict;
import dev.cortex.worker.Identity;
import dev.cortex.worker.task.RedisPokes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Hears what the router decided and notes it in the tasks' rows. */
@Singleton
public final class Decisions {
    private static final String STREAM = "cortex.decisions";
    private static final String GROUP = "tasks";
    private static final String DEAD_LETTERS = "cortex.dead.decisions";
    private static final int BATCH = 500;
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(30);
    // One an hour of a database that is away, and half a minute each: the claim writes the decision too.
    private static final int DELIVERIES_MAX = 100;

    private final StreamConsumers consumers;
    private final PostgresDecisions rows;
    private final RedisPokes pokes;
    private final ObjectMapper json;
    private final String replica;

    Decisions(
            StreamConsumers consumers, PostgresDecisions rows, RedisPokes pokes, ObjectMapper json, Identity identity) {
        this.consumers = consumers;
        this.rows = rows;
        this.pokes = pokes;
        this.json = json;
        this.replica = identity.name();
    }

    public StreamConsumer open() {
        return consumers.openBatches(
                new ConsumerSettings(
                        () -> List.of(STREAM),
                        GROUP,
                        replica,
                        BATCH,
                        BATCH,
                        BLOCK,
                        LEASE,
                        DELIVERIES_MAX,
                        DEAD_LETTERS,
                        false),
                this::handle);
    }

    private Uni<List<Verdict>> handle(List<Delivery> batch) {
        // The last word on a task counts.
        Map<UUID, Decided> decided = new LinkedHashMap<>();
        batch.forEach(delivery -> Decided.read(delivery.message().data(), json).ifPresent(d -> decided.put(d.id(), d)));
        List<Verdict> done = batch.stream().map(delivery -> Verdict.DONE).toList();
        return decided.isEmpty()
                ? Uni.createFrom().item(done)
                : note(decided.values()).replaceWith(done);
    }

    private Uni<Void> note(Collection<Decided> decided) {
        return rows.note(List.copyOf(decided)).invoke(pokes::changed).replaceWithVoid();
    }
}
