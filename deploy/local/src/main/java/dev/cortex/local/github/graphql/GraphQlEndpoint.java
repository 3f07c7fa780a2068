package dev.cortex.local.github.graphql;

import dev.cortex.local.github.fault.Fault;
import dev.cortex.local.github.limit.Resource;
import dev.cortex.local.github.web.Gate;
import dev.cortex.local.github.web.Json;
import dev.cortex.local.github.web.Refusals;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import dev.cortex.local.github.web.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** {@code POST /graphql}. */
public final class GraphQlEndpoint {
    private static final String ROUTE = "/graphql";

    private final Simulation simulation;
    private final Gate gate;
    private final CompletableFuture<GraphQlEngine> engine;

    /**
     * Answers with an engine that may not be ready yet.
     *
     * @param engine may still be reading its schema: requests wait for it, starting does not
     */
    public GraphQlEndpoint(Simulation simulation, Gate gate, CompletableFuture<GraphQlEngine> engine) {
        this.simulation = simulation;
        this.gate = gate;
        this.engine = engine;
    }

    public Reply answer(Request request) {
        Preparation preparation = engine().prepare(Json.read(request.body(), GraphQlRequest.class));
        Set<String> logins = preparation instanceof Preparation.Ready ready
                ? Set.copyOf(ready.loginByAlias().values())
                : Set.of();
        Visit.Passage passage = new Visit.Passage(request, Resource.GRAPHQL, ROUTE, 1);
        return gate.pass(passage, logins, visit -> outcome(preparation, visit));
    }

    private Visit.Outcome outcome(Preparation preparation, Visit visit) {
        return switch (preparation) {
            case Preparation.Refused(var errors) ->
                new Visit.Outcome(Reply.json(200, Map.of("errors", errors)).with(visit.rateHeaders()), 0);
            case Preparation.Ready ready -> paid(ready, visit);
        };
    }

    private Visit.Outcome paid(Preparation.Ready ready, Visit visit) {
        int points = ready.cost().points();
        if (!visit.budget().charge(points, visit.now())) {
            return new Visit.Outcome(Refusals.exhausted(visit), 0);
        }
        Call call =
                new Call(visit.caller().login(), ready.cost(), visit.budget().state(visit.now()));
        Map<String, Object> body = engine().execute(ready, call);
        Optional<Fault> fault = simulation.faults().strike(Fault.Stage.RESULT, visit.target());
        Map<String, Object> written = fault.map(struck -> Damage.apply(struck, body, ready.loginByAlias()))
                .orElse(body);
        return new Visit.Outcome(Reply.json(200, written).with(visit.rateHeaders()), points);
    }

    private GraphQlEngine engine() {
        return engine.join();
    }
}
