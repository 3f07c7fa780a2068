package dev.cortex.local.github.web;

import dev.cortex.local.github.fault.Fault;
import dev.cortex.local.github.limit.Budget;
import dev.cortex.local.github.limit.Resource;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How GitHub says no. */
public final class Refusals {
    /** What a timeout costs beyond the query itself: GitHub deducts "additional points", without saying how many. */
    private static final int TIMEOUT_POINTS = 10;

    private Refusals() {}

    static Visit.Outcome of(Fault fault, Visit visit) {
        return switch (fault.kind()) {
            case BAD_GATEWAY -> timeout(502, visit);
            case GATEWAY_TIMEOUT -> timeout(504, visit);
            case RATE_LIMITED -> free(exhausted(visit));
            case SECONDARY -> free(secondary(visit, fault.retryAfter()));
            case SUSPENDED_TOKEN -> free(Reply.error(403, "Sorry. Your account was suspended"));
            case BAD_CREDENTIALS -> free(Reply.error(401, "Bad credentials"));
            case DROP -> free(Reply.DROPPED);
            case SLOW, PARTIAL, NOT_FOUND_ALIAS, RESOURCE_LIMITS, BAD_JSON ->
                throw new IllegalStateException(fault.kind() + " refuses nothing");
        };
    }

    private static Visit.Outcome free(Reply reply) {
        return new Visit.Outcome(reply, 0);
    }

    private static Visit.Outcome timeout(int status, Visit visit) {
        visit.budget().charge(TIMEOUT_POINTS, visit.now());
        String message = "Something went wrong while executing your query. This may be the result of a timeout.";
        Reply reply = Reply.json(status, Map.of("data", Map.of(), "errors", List.of(Map.of("message", message))));
        return new Visit.Outcome(reply.with(visit.rateHeaders()), TIMEOUT_POINTS);
    }

    /** The primary budget is used up: GraphQL says so in a 200, REST in a 403. */
    public static Reply exhausted(Visit visit) {
        String message = "API rate limit exceeded for user " + visit.caller().login() + ".";
        Reply reply = visit.passage().resource() == Resource.GRAPHQL
                ? Reply.json(200, Map.of("errors", List.of(Map.of("type", "RATE_LIMITED", "message", message))))
                : Reply.error(403, message);
        Budget.State state = visit.budget().state(visit.now());
        Budget.State nothingLeft = new Budget.State(state.limit(), state.limit(), state.resetAt());
        return reply.with(Visit.rateHeaders(visit.passage().resource(), nothingLeft));
    }

    static Reply secondary(Visit visit, Duration wait) {
        String message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.";
        Map<String, String> headers = new LinkedHashMap<>(visit.rateHeaders());
        headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
        return Reply.error(403, message).with(headers);
    }
}
