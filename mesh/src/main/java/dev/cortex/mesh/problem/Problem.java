package dev.cortex.mesh.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
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
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnyGetter Map<String, Object> more) {
    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        if (status < 400 || status > 599) {
            throw new IllegalArgumentException("a problem has a status of 400..599");
        }
        more = Map.copyOf(more);
    }

    public static Problem of(String slug, String title, int status, String detail) {
        return new Problem("/problems/" + slug, title, status, detail, Map.of());
    }

    /** The same with one more extension member. */
    public Problem with(String name, Object value) {
        Map<String, Object> all = new LinkedHashMap<>(more);
        all.put(name, value);
        return new Problem(type, title, status, detail, all);
    }
}
