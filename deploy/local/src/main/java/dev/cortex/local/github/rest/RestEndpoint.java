package dev.cortex.local.github.rest;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.limit.Resource;
import dev.cortex.local.github.web.Gate;
import dev.cortex.local.github.web.Refusals;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import dev.cortex.local.github.web.Visit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The REST paths. */
public final class RestEndpoint {
    /** GitHub asks clients not to poll events more often. */
    private static final Map<String, String> POLL_INTERVAL = Map.of("X-Poll-Interval", "60");

    private final Simulation simulation;
    private final Gate gate;
    private final WorkPaths work;
    private final Installations installations;

    public RestEndpoint(Simulation simulation, Gate gate) {
        this.simulation = simulation;
        this.gate = gate;
        this.work = new WorkPaths(simulation);
        this.installations = new Installations(simulation);
    }

    public Reply answer(Request request) {
        List<String> path = request.segments();
        if (path.equals(List.of("rate_limit"))) {
            return only("GET", request, () -> rateLimits(request));
        }
        if (path.size() == 2 && path.getFirst().equals("users")) {
            return only("GET", request, () -> user(request, "/users/{login}", this::profile));
        }
        if (path.size() == 4
                && path.getFirst().equals("users")
                && path.subList(2, 4).equals(List.of("events", "public"))) {
            return only("GET", request, () -> user(request, "/users/{login}/events/public", this::events));
        }
        if (path.size() == 4 && path.getFirst().equals("repos") && path.get(3).equals("issues")) {
            return issues(request);
        }
        if (path.size() == 7
                && path.getFirst().equals("repos")
                && path.subList(3, 5).equals(List.of("actions", "workflows"))
                && path.get(6).equals("dispatches")) {
            return only("POST", request, () -> write(request, WorkPaths.DISPATCHES, work::dispatch));
        }
        if (path.size() == 4
                && path.subList(0, 2).equals(List.of("app", "installations"))
                && path.get(3).equals("access_tokens")) {
            return only("POST", request, () -> installations.accessToken(request));
        }
        return Reply.error(404, "Not Found");
    }

    private interface Answer {
        Reply reply();
    }

    private static Reply only(String method, Request request, Answer answer) {
        return request.method().equals(method)
                ? answer.reply()
                : Reply.error(405, "Method Not Allowed").with(Map.of("Allow", method));
    }

    private Reply issues(Request request) {
        return request.method().equals("GET")
                ? gate.pass(
                        new Visit.Passage(request, Resource.REST, WorkPaths.ISSUES, 1),
                        Set.of(),
                        visit -> read(visit, work::issues))
                : only("POST", request, () -> write(request, WorkPaths.ISSUES, work::issue));
    }

    private Reply user(Request request, String route, Function<Visit, Reply> answer) {
        String login = request.segments().get(1).toLowerCase(Locale.ROOT);
        return gate.pass(
                new Visit.Passage(request, Resource.REST, route, 1), Set.of(login), visit -> read(visit, answer));
    }

    private Reply write(Request request, String route, Function<Visit, Reply> answer) {
        if (request.token().isEmpty()) {
            return Reply.error(401, "Requires authentication");
        }
        Visit.Passage passage = new Visit.Passage(request, Resource.REST, route, 5);
        return gate.pass(passage, Set.of(), visit -> charged(visit, answer));
    }

    /** A 304 costs nothing, but only to whom the API knows: without a token it is paid like any other. */
    private Visit.Outcome read(Visit visit, Function<Visit, Reply> answer) {
        Reply reply = answer.apply(visit);
        boolean free =
                reply.status() == 304 && visit.passage().request().token().isPresent();
        return free ? new Visit.Outcome(reply.with(visit.rateHeaders()), 0) : charged(visit, _ -> reply);
    }

    private static Visit.Outcome charged(Visit visit, Function<Visit, Reply> answer) {
        return visit.budget().charge(1, visit.now())
                ? new Visit.Outcome(answer.apply(visit).with(visit.rateHeaders()), 1)
                : new Visit.Outcome(Refusals.exhausted(visit), 0);
    }

    private Reply profile(Visit visit) {
        Request request = visit.passage().request();
        return simulation
                .accounts()
                .byLogin(request.segments().get(1))
                .map(account ->
                        Conditional.answer(request, Reply.json(200, Users.profile(account)), account.updatedAt()))
                .orElseGet(() -> Reply.error(404, "Not Found"));
    }

    private Reply events(Visit visit) {
        Request request = visit.passage().request();
        return simulation
                .accounts()
                .byLogin(request.segments().get(1))
                .map(account -> events(request, account))
                .orElseGet(() -> Reply.error(404, "Not Found"));
    }

    private static Reply events(Request request, Account account) {
        List<Map<String, Object>> events =
                Users.events(account, request.number("per_page").orElse(Users.EVENTS));
        Reply full = Reply.json(200, events).with(POLL_INTERVAL);
        return Conditional.answer(request, full, Users.lastEventAt(account, events));
    }

    /** Looking at the limits costs nothing and is never refused. */
    private Reply rateLimits(Request request) {
        return RateLimits.reply(simulation, request);
    }
}
