package dev.cortex.mesh.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.cortex.mesh.telemetry.RequestId;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure of a REST request as problem+json. Only a failure of ours (5xx by an unknown exception) is logged. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    /** Before the mappers that the extensions bring along. */
    private static final int FIRST = 1;

    private static final int NOT_ALLOWED = 405;

    private final AllowedMethods allowed;

    ProblemMappers(AllowedMethods allowed) {
        this.allowed = allowed;
    }

    @ServerExceptionMapper(priority = FIRST)
    Response problem(ProblemException failure, RoutingContext request) {
        return answer(failure.problem(), request, failure.headers());
    }

    @ServerExceptionMapper(priority = FIRST)
    Response notFound(NotFoundException failure, RoutingContext request, UriInfo uri) {
        return http(failure, request, uri);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response http(WebApplicationException failure, RoutingContext request, UriInfo uri) {
        Response answer = failure.getResponse();
        if (answer.getStatus() < 400 || answer.hasEntity()) {
            return answer;
        }
        if (failure.getCause() instanceof JsonProcessingException json) {
            return json(json, request);
        }
        return answer(HttpProblems.of(answer.getStatus()), request, allow(answer, uri));
    }

    /** @param uri of the request as the resources see it, which a filter may have changed */
    private Map<String, String> allow(Response answer, UriInfo uri) {
        Optional<String> methods = Optional.ofNullable(answer.getHeaderString(HttpHeaders.ALLOW))
                .or(() -> answer.getStatus() == NOT_ALLOWED
                        ? allowed.of(uri.getRequestUri().getPath())
                        : Optional.empty());
        return methods.map(all -> Map.of(HttpHeaders.ALLOW, all)).orElse(Map.of());
    }

    @ServerExceptionMapper(priority = FIRST)
    Response mismatch(MismatchedInputException failure, RoutingContext request) {
        return json(failure, request);
    }

    @ServerExceptionMapper(priority = FIRST)
    Response json(JsonProcessingException failure, RoutingContext request) {
        return answer(JsonProblems.of(failure), request, Map.of());
    }

    @ServerExceptionMapper(priority = FIRST)
    Response invalid(ConstraintViolationException failure, RoutingContext request) {
        List<Map<String, String>> errors = Violations.errors(failure);
        if (errors.isEmpty()) {
            return unknown(failure, request);
        }
        String detail = errors.stream()
                .map(error -> "'" + error.get("field") + "' " + error.get("message"))
                .collect(Collectors.joining("; ", "", "."));
        Problem problem = Problem.of("invalid-request", "Invalid request", 400, detail);
        return answer(problem.with("errors", errors), request, Map.of());
    }

    @ServerExceptionMapper(priority = FIRST)
    Response unknown(Throwable failure, RoutingContext request) {
        if (request.response().ended()) {
            // The server has answered by itself, for example 413 to a body that grew over the limit.
            LOG.debugf(failure, "request %s was answered before it failed", RequestId.of(request));
        } else {
            LOG.errorf(failure, "request %s failed", RequestId.of(request));
        }
        return answer(HttpProblems.of(500), request, Map.of());
    }

    private static Response answer(Problem problem, RoutingContext request, Map<String, String> headers) {
        Response.ResponseBuilder answer = Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem.with("request_id", RequestId.of(request)));
        headers.forEach(answer::header);
        return answer.build();
    }
}
