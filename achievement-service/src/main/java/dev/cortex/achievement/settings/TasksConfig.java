package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;

/** worker-service, which does what a plan or a workflow asks for. */
public interface TasksConfig {
    /** Base URL; tasks are submitted at {@code /api/tasks} below it. */
    @WithDefault("http://127.0.0.1:8083")
    URI url();

    /** For one attempt. Shorter: a busy intake looks like one that is away. Longer: people wait for a 503. */
    @WithDefault("3s")
    Duration timeout();

    /** How often an order is sent again when worker-service did not answer; only orders whose repeat is the same task. */
    @WithDefault("2")
    @Min(0)
    @Max(5)
    int retriesMax();

    /** Pause before such a repeat, spread by half. Longer: people wait. Shorter: a restart is not survived. */
    @WithDefault("150ms")
    Duration retryPause();

    /** Connections to it. Fewer: orders wait in line. */
    @WithDefault("16")
    @Min(1)
    int concurrencyMax();

    /** Orders that may wait for a connection; more are told at once to come back. */
    @WithDefault("256")
    @Min(1)
    int waitingMax();

    BreakerConfig breaker();
}
