package dev.cortex.mesh.telemetry;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** One warning for each operation that took too long, with the operation's name. */
@Singleton
public final class SlowOperations {
    private static final Logger LOG = Logger.getLogger(SlowOperations.class);

    private final long slowNanos;

    @Inject
    SlowOperations(TelemetrySettings settings) {
        this.slowNanos = settings.slow().toNanos();
    }

    /**
     * Watches each subscription.
     *
     * @param name a constant: text of a user in it would come into the log, and the same operation would have many names
     */
    public <T> Uni<T> watch(String name, Supplier<Uni<T>> operation) {
        return Uni.createFrom().deferred(() -> {
            long started = System.nanoTime();
            return operation.get().onTermination().invoke(() -> ended(name, System.nanoTime() - started));
        });
    }

    private void ended(String name, long nanos) {
        if (nanos > slowNanos) {
            LOG.warnf("slow operation: %s took %d ms", name, nanos / 1_000_000);
        }
    }
}
