package dev.cortex.worker.api;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.TaskLimits;
import dev.cortex.worker.task.TaskRequests;
import dev.cortex.worker.task.TaskTypes;
import jakarta.inject.Singleton;

/** The reader of submissions with the configured bounds. */
@Singleton
final class SubmissionReader {
    private final TaskRequests requests;

    SubmissionReader(TaskTypes types, WorkerConfig config) {
        WorkerConfig.Intake intake = config.intake();
        this.requests = new TaskRequests(
                types,
                new TaskLimits(
                        (int) intake.payloadMax().asLongValue(),
                        intake.descriptionCharsMax(),
                        intake.timeoutDefault(),
                        intake.timeoutMax(),
                        intake.attemptsDefault(),
                        intake.attemptsMax()));
    }

    TaskRequests requests() {
        return requests;
    }
}
