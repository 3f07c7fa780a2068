package dev.cortex.routing.api;

import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import java.util.Map;

/** What this service refuses, each with its status and a sentence that helps. */
enum Refusal {
    INVALID("invalid-request", "Invalid request", 400),
    SPACE_NOT_FOUND("space-not-found", "Space not found", 404),
    EXPERT_NOT_FOUND("expert-not-found", "Expert not found", 404),
    MODEL_NOT_FOUND("model-not-found", "Model not found", 404),
    EXPERIMENT_NOT_FOUND("experiment-not-found", "Experiment not found", 404),
    CONFLICT("conflict", "Conflict", 409),
    NO_EXPERTS("no-experts", "No experts", 409),
    NOT_ALLOWED("not-allowed", "Not allowed", 409),
    TOO_MANY("too-many", "Too many", 413),
    FULL("out-of-room", "Out of room", 507),
    OVERLOADED("overloaded", "Overloaded", 503),
    BEHIND("behind", "Not caught up", 503);

    private static final String RETRY_SECONDS = "1";

    private final String slug;
    private final String title;
    private final int status;

    Refusal(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    ProblemException because(String detail) {
        Map<String, String> headers = status == 503 ? Map.of("Retry-After", RETRY_SECONDS) : Map.of();
        return new ProblemException(Problem.of(slug, title, status, detail), headers, null);
    }
}
