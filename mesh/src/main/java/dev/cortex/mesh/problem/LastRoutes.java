package dev.cortex.mesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.telemetry.RequestId;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Problems for what never reaches a REST resource: a path of nobody, and a body refused while it arrives. */
@Singleton
final class LastRoutes {
    private final ObjectMapper json;

    @Inject
    LastRoutes(ObjectMapper json) {
        this.json = json;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(request -> answer(request, 404));
        for (int status : new int[] {400, 404, 405, 406, 413, 414, 415}) {
            router.errorHandler(status, request -> answer(request, status));
        }
    }

    private void answer(RoutingContext request, int status) {
        if (request.response().headWritten()) {
            return;
        }
        Problem problem = HttpProblems.of(status).with("request_id", RequestId.of(request));
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(text(problem));
    }

    private String text(Problem problem) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem can always be written as JSON", impossible);
        }
    }
}
