package dev.cortex.worker.execution;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.executor.TaskFailure;
import dev.cortex.worker.policy.RetryPolicy;
import io.smallrye.mutiny.TimeoutException;
import jakarta.inject.Singleton;
import java.util.concurrent.ThreadLocalRandom;

/** Turns what went wrong into how the attempt ends; the rule itself is {@link RetryPolicy}, chance comes in here. */
@Singleton
final class FailurePolicy {
    private final RetryPolicy policy;

    FailurePolicy(WorkerConfig config) {
        this.policy = new RetryPolicy(config.retry().base(), config.retry().max());
    }

    End end(ClaimedTask task, Throwable failure) {
        if (failure instanceof TaskRunner.WorkerStops) {
            return new End.HandedBack();
        }
        boolean timeout = failure instanceof TimeoutException;
        String outcome = timeout ? "timeout" : "failed";
        String error =
                switch (failure) {
                    case TimeoutException late ->
                        "did not end within " + task.timeout().toMillis() + " ms";
                    case TaskFailure known -> Texts.bounded(String.valueOf(known.getMessage()));
                    default -> Texts.of(failure);
                };
        boolean retryable = !(failure instanceof TaskFailure known) || known.retryable();
        double chance = ThreadLocalRandom.current().nextDouble();
        return switch (policy.after(task.counted(), task.maxAttempts(), retryable, chance)) {
            case RetryPolicy.AfterFailure.TryAgain again -> new End.TryAgain(outcome, error, again.after());
            case RetryPolicy.AfterFailure.GiveUp up -> new End.GaveUp(outcome, error + " (" + up.reason() + ")");
        };
    }
}
