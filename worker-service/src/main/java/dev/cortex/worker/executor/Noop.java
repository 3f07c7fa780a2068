package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * {@code noop {"sleep_ms":0,"fail_first":0,"result":any}}: does nothing, for tests and load. It fails its first N attempts
 * and then succeeds. Where the configuration allows it, {@code leak_bytes} makes it a task that leaks memory, to see its
 * worker replaced.
 */
@Singleton
final class Noop implements Executor {
    private static final long SLEEP_MILLIS_MAX = Duration.ofHours(1).toMillis();

    private final long leakMax;
    private final Queue<byte[]> leaked = new ConcurrentLinkedQueue<>();

    Noop(WorkerConfig config) {
        this.leakMax = config.executors().leakMax().asLongValue();
    }

    @Override
    public String type() {
        return "noop";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        var fields = new Fields(payload);
        sleepMillis(fields);
        failFirst(fields);
        leakBytes(fields);
        return fields.errors();
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        var fields = new Fields(run.payload());
        long sleepMillis = sleepMillis(fields);
        Uni<JsonNode> end = Uni.createFrom().item(() -> end(run, failFirst(fields), (int) leakBytes(fields)));
        // A timer, not a thread: thousands may sleep at once.
        return sleepMillis == 0
                ? end
                : Uni.createFrom()
                        .voidItem()
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(sleepMillis))
                        .chain(() -> end);
    }

    private JsonNode end(Run run, long failFirst, int leakBytes) {
        if (leakBytes > 0) {
            leaked.add(new byte[leakBytes]);
        }
        if (run.attempt() <= failFirst) {
            throw TaskFailure.passing("fails its first " + failFirst + " attempts, as asked; this is " + run.attempt());
        }
        JsonNode result = run.payload().get("result");
        return result == null ? NullNode.getInstance() : result;
    }

    private static long sleepMillis(Fields fields) {
        return fields.whole("sleep_ms", 0, SLEEP_MILLIS_MAX, 0);
    }

    private static long failFirst(Fields fields) {
        return fields.whole("fail_first", 0, 1_000, 0);
    }

    private long leakBytes(Fields fields) {
        return fields.whole("leak_bytes", 0, leakMax, 0);
    }
}
