package dev.cortex.local.github.web;

import dev.cortex.local.github.fault.Fault;
import dev.cortex.local.github.fault.Target;
import dev.cortex.local.github.limit.AccountLimits;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.limit.Resource;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What every request to GitHub passes: its token, the secondary limits, and the faults that wait for it. */
public final class Gate {
    private final Simulation simulation;

    public Gate(Simulation simulation) {
        this.simulation = simulation;
    }

    /**
     * Lets a request through to what answers it, or refuses it.
     *
     * @param logins of the users asked for, in lower case
     */
    public Reply pass(Visit.Passage passage, Set<String> logins, Function<Visit, Visit.Outcome> inside) {
        Optional<String> token = passage.request().token();
        if (token.isEmpty() && passage.resource() == Resource.GRAPHQL) {
            return refused(passage, 401, "This endpoint requires you to be authenticated.", "none");
        }
        Credentials.Caller caller = token.map(simulation.credentials()::caller).orElse(Credentials.ANONYMOUS);
        return switch (caller) {
            case Credentials.Caller.Unknown(String fingerprint) ->
                refused(passage, 401, "Bad credentials", fingerprint);
            case Credentials.Caller.Suspended(String fingerprint) ->
                refused(passage, 403, "Sorry. Your account was suspended", fingerprint);
            case Credentials.Caller.Known known -> {
                Target target = new Target(passage.request().path(), token.orElse(""), logins);
                AccountLimits limits = simulation.limitsOf(known.login());
                yield enter(new Visit(passage, known, limits, target, simulation.now()), inside);
            }
        };
    }

    private Reply refused(Visit.Passage passage, int status, String message, String fingerprint) {
        simulation.traffic().record(passage.route(), fingerprint, 0, status);
        return Reply.error(status, message);
    }

    private Reply enter(Visit visit, Function<Visit, Visit.Outcome> inside) {
        Visit.Passage passage = visit.passage();
        Optional<Duration> wait = visit.limits().secondary().enter(passage.resource(), passage.points(), visit.now());
        if (wait.isPresent()) {
            Reply reply = Refusals.secondary(visit, wait.get());
            return recorded(visit, new Visit.Outcome(reply, 0));
        }
        try {
            return recorded(visit, answered(visit, inside));
        } finally {
            visit.limits().secondary().leave();
        }
    }

    private Visit.Outcome answered(Visit visit, Function<Visit, Visit.Outcome> inside) {
        simulation.faults().strike(Fault.Stage.DELAY, visit.target()).ifPresent(slow -> pause(slow.delay()));
        Optional<Fault> refusal = simulation.faults().strike(Fault.Stage.REFUSAL, visit.target());
        if (refusal.isPresent()) {
            return Refusals.of(refusal.get(), visit);
        }
        Visit.Outcome outcome = inside.apply(visit);
        return simulation.faults().strike(Fault.Stage.BODY, visit.target()).isPresent()
                ? new Visit.Outcome(outcome.reply().cut(), outcome.points())
                : outcome;
    }

    private Reply recorded(Visit visit, Visit.Outcome outcome) {
        Reply reply = outcome.reply();
        simulation
                .traffic()
                .record(visit.passage().route(), visit.caller().fingerprint(), outcome.points(), reply.status());
        return reply;
    }

    /** The slowness itself, not a wait for anything; the thread is virtual. */
    private static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
