package dev.cortex.mesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.telemetry.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Writes a problem where no REST resource is at work. */
@Singleton
final class Answer {
    private final ObjectMapper json;

    @Inject
    Answer(ObjectMapper json) {
        this.json = json;
    }

    void problem(RoutingContext request, Problem problem) {
        if (request.response().headWritten()) {
            return;
        }
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(text(problem.with(RequestId.NAME, RequestId.of(request))));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem can always be written as JSON", impossible);
        }
    }
}
