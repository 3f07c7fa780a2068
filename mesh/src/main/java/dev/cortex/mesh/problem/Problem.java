package dev.cortex.mesh.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/**
 * The body of an error answer, {@code application/problem+json} (RFC 9457).
 *
 * @param type a stable URI reference that names the kind of problem, for example {@code /problems/task-not-found}
 * @param title short, the same for every occurrence of the type
 * @param status the HTTP status
 * @param detail what happened this time and what helps
 * @param more extension members (section 3.2), for example {@code errors} or {@code retry_after_seconds}
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem("/problems/" + slug, title, status, detail, Map.of());
    }
}
