package dev.cortex.local.github.web;

import dev.cortex.local.github.fault.Target;
import dev.cortex.local.github.limit.AccountLimits;
import dev.cortex.local.github.limit.Budget;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.limit.Resource;
import java.time.Instant;
import java.util.Map;

/** A request that the gate let in: who asks, for what, and what is left of their budget. */
public record Visit(
        Passage passage, Credentials.Caller.Known caller, AccountLimits limits, Target target, Instant now) {
    /**
     * What is known of a request before anyone looks at its token.
     *
     * @param route the path with its variable parts named, for the statistics
     * @param points of the secondary kind: 1 for reading, 5 for writing
     */
    public record Passage(Request request, Resource resource, String route, int points) {}

    /** What came out, and what the primary budget paid for it. */
    public record Outcome(Reply reply, int points) {}

    public Budget budget() {
        return limits.budget(passage.resource());
    }

    /** The {@code x-ratelimit-} headers as they stand now. */
    public Map<String, String> rateHeaders() {
        return rateHeaders(passage.resource(), budget().state(now));
    }

    public static Map<String, String> rateHeaders(Resource resource, Budget.State state) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(state.limit()),
                "x-ratelimit-remaining", Integer.toString(state.remaining()),
                "x-ratelimit-used", Integer.toString(state.used()),
                "x-ratelimit-reset", Long.toString(state.resetAt().getEpochSecond()),
                "x-ratelimit-resource", resource.header());
    }
}
