package dev.cortex.local.github.rest;

import dev.cortex.local.github.limit.Budget;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.limit.Resource;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code GET /rate_limit}: how both budgets stand. */
final class RateLimits {
    private RateLimits() {}

    static Reply reply(Simulation simulation, Request request) {
        Credentials.Caller caller =
                request.token().map(simulation.credentials()::caller).orElse(Credentials.ANONYMOUS);
        return switch (caller) {
            case Credentials.Caller.Unknown _ -> Reply.error(401, "Bad credentials");
            case Credentials.Caller.Suspended _ -> Reply.error(403, "Sorry. Your account was suspended");
            case Credentials.Caller.Known known -> Reply.json(200, listed(simulation, known.login()));
        };
    }

    private static Map<String, Object> listed(Simulation simulation, String login) {
        Map<String, Object> resources = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            resources.put(
                    resource.header(),
                    listed(simulation.limitsOf(login).budget(resource).state(simulation.now())));
        }
        return Map.of("resources", resources, "rate", resources.get(Resource.REST.header()));
    }

    private static Map<String, Object> listed(Budget.State state) {
        return Map.of(
                "limit", state.limit(),
                "used", state.used(),
                "remaining", state.remaining(),
                "reset", state.resetAt().getEpochSecond());
    }
}
