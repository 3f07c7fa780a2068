package dev.cortex.mesh.problem;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A failure that the client is told about as problem+json (RFC 9457).
 *
 * <p>Services map their own error enum to it at their edge; the pure part never throws it.
 */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Problem problem;
    private final transient Map<String, String> headers;

    public ProblemException(Problem problem) {
        this(problem, Map.of(), null);
    }

    /** @param headers added to the answer, for example {@code Retry-After} */
    public ProblemException(Problem problem, Map<String, String> headers, @Nullable Throwable cause) {
        super(problem.detail(), cause);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    public Problem problem() {
        return problem;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
