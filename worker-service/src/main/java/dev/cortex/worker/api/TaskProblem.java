package dev.cortex.worker.api;

import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import dev.cortex.worker.task.FieldError;
import java.util.List;
import java.util.Map;

/** Everything that this service tells a client is wrong. */
enum TaskProblem {
    INVALID("invalid-task", "The task is not valid", 400),
    INVALID_QUERY("invalid-query", "The query is not valid", 400),
    INVALID_SIZE("invalid-pool-size", "The pool's size is not valid", 400),
    NOT_FOUND("task-not-found", "No such task", 404),
    WORKER_NOT_FOUND("worker-not-found", "No such worker", 404),
    WRONG_STATE("wrong-state", "The task's state does not allow this", 409),
    KEY_TAKEN("unique-key-taken", "Another task holds the unique key", 409),
    TOO_LARGE("body-too-large", "Body too large", 413),
    KEY_REUSED("idempotency-key-reused", "The idempotency key was used for a different request", 422),
    BUSY("too-busy", "Too much is waiting", 503);

    private final String slug;
    private final String title;
    private final int status;

    TaskProblem(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    ProblemException because(String detail) {
        return because(detail, Map.of());
    }

    /** @param more extension members of the problem */
    ProblemException because(String detail, Map<String, Object> more) {
        Map<String, String> headers = status == BUSY.status ? Map.of("Retry-After", "1") : Map.of();
        Problem plain = Problem.of(slug, title, status, detail);
        return new ProblemException(new Problem(plain.type(), title, status, detail, more), headers, null);
    }

    /** All that is wrong with a submission, each with its field. */
    static ProblemException invalid(List<FieldError> errors) {
        String detail =
                String.join("; ", errors.stream().map(TaskProblem::sentence).toList());
        boolean tooLarge = errors.stream()
                .anyMatch(error ->
                        error.field().equals("payload") && error.message().startsWith("is larger"));
        return (tooLarge ? TOO_LARGE : INVALID).because(detail, Map.of("errors", errors));
    }

    private static String sentence(FieldError error) {
        return error.field().isEmpty() ? error.message() : error.field() + " " + error.message();
    }
}
