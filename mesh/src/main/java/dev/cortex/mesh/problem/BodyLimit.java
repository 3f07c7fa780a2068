package dev.cortex.mesh.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body that announces itself as too large, with a problem: the HTTP server does the same without a body of its
 * own. One without an announced length is measured while it arrives, and refused by the mappers.
 */
@Singleton
final class BodyLimit {
    /** After the request id, before everything that reads. */
    private static final int PRIORITY = 9_000;

    private final long bytesMax;
    private final Answer answer;

    @Inject
    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize bytesMax, Answer answer) {
        this.bytesMax = bytesMax.asLongValue();
        this.answer = answer;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        if (length(request) <= bytesMax) {
            request.next();
            return;
        }
        // The body is not read to its end, so the connection can not be used again. HTTP/2 ends the stream alone.
        if (request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        Problem problem = Problem.of(
                "body-too-large", "Body too large", 413, "The body is larger than the " + bytesMax + " bytes allowed.");
        answer.problem(request, problem);
    }

    /** 0 for a length that is none: the server refuses it by itself. */
    private static long length(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException none) {
            return 0;
        }
    }
}
