package dev.cortex.worker.task;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The meters about tasks, declared once. The label {@code type} is only ever one of the known task types. */
@Singleton
public final class TaskMetrics {
    private final MeterRegistry registry;
    private final TaskTypes types;
    private final Timer claims;
    private final Timer finishes;

    TaskMetrics(MeterRegistry registry, TaskTypes types) {
        this.registry = registry;
        this.types = types;
        this.claims = Timer.builder("cortex.task.claim")
                .description("Claiming a batch of tasks in PostgreSQL")
                .publishPercentileHistogram()
                .register(registry);
        this.finishes = Timer.builder("cortex.task.finish")
                .description("Finishing a batch of tasks in PostgreSQL")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** {@code cortex_tasks_transitions_total{type,state}}: tasks that came to a state. */
    public void became(TaskState state, String type) {
        became(state, type, 1);
    }

    public void became(TaskState state, String type, long tasks) {
        Counter.builder("cortex.tasks.transitions")
                .description("Tasks that came to a state")
                .tag("type", known(type))
                .tag("state", state.label())
                .register(registry)
                .increment((double) tasks);
    }

    /** {@code cortex_task_run_seconds{type,outcome}}. */
    public void ran(String type, String outcome, Duration duration) {
        Timer.builder("cortex.task.run")
                .description("Running one attempt of a task")
                .tag("type", known(type))
                .tag("outcome", outcome)
                .register(registry)
                .record(duration);
    }

    /** {@code cortex_tasks_swept_total{kind}}: what the sweepers found. */
    public void swept(String kind, long rows) {
        Counter.builder("cortex.tasks.swept")
                .description("Rows that a sweeper put right")
                .tag("kind", kind)
                .register(registry)
                .increment((double) rows);
    }

    public Timer claims() {
        return claims;
    }

    public Timer finishes() {
        return finishes;
    }

    private String known(String type) {
        return types.names().contains(type) ? type : "other";
    }
}
