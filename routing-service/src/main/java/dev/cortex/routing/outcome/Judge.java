package dev.cortex.routing.outcome;

import dev.cortex.routing.decision.DecisionBook;
import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns feedback into entries of the log, and answers when this replica has learned them.
 *
 * <p>A task is judged once: the first word counts, a repetition is harmless, a contradiction is answered as one. What
 * the router had answered is written beside it; of a task that was never routed, what it would answer now.
 */
@ApplicationScoped
public class Judge {
    private static final String JUDGED_BEFORE = "the task has been judged before";
    /** As many are read on the event loop; more would hold up other requests. */
    private static final int INLINE_MAX = 16;

    private final DecisionBook book;
    private final OutcomeLog log;
    private final Ledger ledger;
    private final Follower follower;

    Judge(DecisionBook book, OutcomeLog log, Ledger ledger, Follower follower) {
        this.book = book;
        this.log = log;
        this.ledger = ledger;
        this.follower = follower;
    }

    /** What became of the feedback. */
    public record Result(int applied, List<Ignored> ignored, long epoch) {}

    /** Feedback that did not count, and why. */
    public record Ignored(String taskId, String reason) {}

    private record Reading(List<Outcome> outcomes, List<Ignored> ignored) {}

    public Uni<Result> judge(Space space, List<Feedback> feedback) {
        List<Ignored> ignored = new ArrayList<>();
        Map<String, Feedback> sound = sound(feedback, ignored);
        return routed(space, sound)
                .emitOn(task -> {
                    if (sound.size() <= INLINE_MAX) {
                        task.run();
                    } else {
                        Infrastructure.getDefaultWorkerPool().execute(task);
                    }
                })
                .map(routed -> read(space, sound, routed, ignored))
                .flatMap(reading -> append(space, reading));
    }

    private static Map<String, Feedback> sound(List<Feedback> feedback, List<Ignored> ignored) {
        Map<String, Feedback> sound = new LinkedHashMap<>();
        for (Feedback one : feedback) {
            one.flaw()
                    .ifPresentOrElse(
                            reason -> ignored.add(new Ignored(one.id(), reason)), () -> take(one, sound, ignored));
        }
        return sound;
    }

    private static void take(Feedback one, Map<String, Feedback> sound, List<Ignored> ignored) {
        Feedback before = sound.putIfAbsent(one.id(), one);
        if (before != null) {
            String reason = before.agreesWith(one)
                    ? JUDGED_BEFORE
                    : JUDGED_BEFORE + ", and otherwise, in this request; the first word counts";
            ignored.add(new Ignored(one.id(), reason));
        }
    }

    /**
     * What was decided. A task whose outcome can not be read without its decision is waited for a little; for others it is a
     * bonus.
     */
    private Uni<Map<String, Routed>> routed(Space space, Map<String, Feedback> sound) {
        Set<String> needed = tasks(sound, Judge::needsItsDecision);
        Set<String> others = tasks(sound, one -> !needsItsDecision(one));
        Uni<Map<String, Routed>> found =
                needed.isEmpty() ? Uni.createFrom().item(Map.of()) : book.find(space.name(), needed);
        return others.isEmpty()
                ? found
                : found.flatMap(some -> book.known(space.name(), others).map(more -> {
                    Map<String, Routed> all = new HashMap<>(some);
                    all.putAll(more);
                    return all;
                }));
    }

    private static boolean needsItsDecision(Feedback one) {
        return one.description() == null || (one.correctExpert() == null && one.expert() == null);
    }

    private static Set<String> tasks(Map<String, Feedback> sound, Predicate<Feedback> which) {
        return sound.entrySet().stream()
                .filter(entry -> which.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static Reading read(
            Space space, Map<String, Feedback> sound, Map<String, Routed> routed, List<Ignored> ignored) {
        List<Outcome> outcomes = new ArrayList<>();
        sound.forEach((id, feedback) -> {
            switch (feedback.read(space, routed.get(id))) {
                case Feedback.Reading.Counts counts -> outcomes.add(predicted(space, counts.outcome(), routed.get(id)));
                case Feedback.Reading.Ignored not -> ignored.add(new Ignored(id, not.reason()));
            }
        });
        return new Reading(outcomes, ignored);
    }

    private static Outcome predicted(Space space, Outcome outcome, @Nullable Routed routed) {
        return routed != null
                ? outcome
                : outcome.with(space.decide(outcome.judgement().task()).flatMap(Prediction::of));
    }

    private Uni<Result> append(Space space, Reading reading) {
        return ledger.append(reading.outcomes())
                .call(appended -> follower.upTo(appended.head()))
                .flatMap(appended -> repeated(space, reading, appended.tasks())
                        .map(ignored -> new Result(appended.tasks().size(), ignored, space.epoch())));
    }

    /** Those that had been judged before join the ignored ones, with a reason that tells a contradiction. */
    private Uni<List<Ignored>> repeated(Space space, Reading reading, Set<String> applied) {
        List<Outcome> before = reading.outcomes().stream()
                .filter(outcome -> !applied.contains(outcome.taskId()))
                .toList();
        if (before.isEmpty()) {
            return Uni.createFrom().item(reading.ignored());
        }
        Set<String> tasks = before.stream().map(Outcome::taskId).collect(Collectors.toSet());
        return log.said(space.name(), tasks).map(said -> {
            List<Ignored> ignored = new ArrayList<>(reading.ignored());
            before.forEach(outcome -> ignored.add(
                    new Ignored(outcome.taskId(), reason(outcome.judgement(), said.get(outcome.taskId())))));
            return ignored;
        });
    }

    private static String reason(Judgement now, @Nullable Judgement before) {
        if (before == null || (before.expert().equals(now.expert()) && before.right() == now.right())) {
            return JUDGED_BEFORE;
        }
        return JUDGED_BEFORE + ", and otherwise: '" + before.expert() + "' was " + (before.right() ? "right" : "wrong")
                + "; the first word counts";
    }
}
