package dev.cortex.worker.pool;

import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.intake.Decisions;
import dev.cortex.worker.leader.Leadership;
import dev.cortex.worker.sweep.Sweeper;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Starts the role {@code pool}: schema, decisions, leadership, sweeper, workers. The beans are made only in this role. */
@Singleton
final class PoolStart {
    private static final String SCHEMA = "worker";

    private final WorkerConfig config;
    private final List<Cancellable> background = new ArrayList<>();
    private final List<StreamConsumer> consumers = new ArrayList<>();

    PoolStart(WorkerConfig config) {
        this.config = config;
    }

    /** Runs on the main thread, which may wait: whoever finds the service started finds its tables. */
    void start(
            @Observes StartupEvent event,
            Instance<Decisions> decisions,
            Instance<Leadership> leadership,
            Instance<Sweeper> sweeper,
            Instance<PoolWishes> wishes,
            Instance<WorkerPool> pool) {
        if (config.role() != WorkerConfig.Role.POOL) {
            return;
        }
        new Migrations(PostgresUrl.parse(config.postgresUrl()), SCHEMA, config.databasePatience()).apply();
        leadership.get().start();
        consumers.add(decisions.get().open());
        background.add(sweeper.get().start());
        background.add(wishes.get().start(leadership.get()::leads));
        pool.get().start(config.pool().interval());
    }

    void stop(@Observes ShutdownEvent event, Instance<Leadership> leadership, Instance<WorkerPool> pool) {
        if (config.role() != WorkerConfig.Role.POOL) {
            return;
        }
        consumers.forEach(StreamConsumer::close);
        background.forEach(Cancellable::cancel);
        // First, so that it is written while the workers take their time to end.
        leadership.get().resign().subscribe().with(done -> {});
        pool.get().close(config.pool().stopMax());
    }
}
