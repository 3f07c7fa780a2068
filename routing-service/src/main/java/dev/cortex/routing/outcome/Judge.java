package dev.cortex.routing.outcome;

import dev.cortex.routing.decision.DecisionBook;
import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Turns feedback into entries of the log, and answers when this replica has learned them. */
@ApplicationScoped
public class Judge {
    private static final String JUDGED_BEFORE = "the task has been judged before";

    private final DecisionBook book;
    private final Ledger ledger;
    private final Follower follower;

    Judge(DecisionBook book, Ledger ledger, Follower follower) {
        this.book = book;
        this.ledger = ledger;
        this.follower = follower;
    }

    /** What became of the feedback. */
    public record Result(int applied, List<Ignored> ignored, long epoch) {}

    /** Feedback that did not count, and why. */
    public record Ignored(String taskId, String reason) {}

    public Uni<Result> judge(Space space, List<Feedback> feedback) {
        Map<String, Feedback> sound = new LinkedHashMap<>();
        List<Ignored> ignored = new ArrayList<>();
        for (Feedback one : feedback) {
            one.flaw()
                    .or(() -> Optional.ofNullable(sound.putIfAbsent(one.id(), one))
                            .map(before -> JUDGED_BEFORE))
                    .ifPresent(reason -> ignored.add(new Ignored(one.id(), reason)));
        }
        return routed(space, sound).flatMap(routed -> {
            List<Outcome> outcomes = read(space, sound, routed, ignored);
            return ledger.append(outcomes)
                    .call(appended -> follower.upTo(appended.head()))
                    .map(appended -> result(space, outcomes, appended.tasks(), ignored));
        });
    }

    /** Only of tasks whose feedback does not say all by itself. */
    private Uni<Map<String, Routed>> routed(Space space, Map<String, Feedback> sound) {
        Set<String> asked = sound.entrySet().stream()
                .filter(entry -> entry.getValue().description() == null
                        || (entry.getValue().correctExpert() == null
                                && entry.getValue().expert() == null))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return asked.isEmpty() ? Uni.createFrom().item(Map.of()) : book.find(space.name(), asked);
    }

    private static List<Outcome> read(
            Space space, Map<String, Feedback> sound, Map<String, Routed> routed, List<Ignored> ignored) {
        List<Outcome> outcomes = new ArrayList<>();
        sound.forEach((id, feedback) -> {
            switch (feedback.read(space, routed.get(id))) {
                case Feedback.Reading.Counts counts -> outcomes.add(counts.outcome());
                case Feedback.Reading.Ignored not -> ignored.add(new Ignored(id, not.reason()));
            }
        });
        return outcomes;
    }

    private static Result result(Space space, List<Outcome> outcomes, Set<String> applied, List<Ignored> ignored) {
        outcomes.stream()
                .map(Outcome::taskId)
                .filter(id -> !applied.contains(id))
                .forEach(id -> ignored.add(new Ignored(id, JUDGED_BEFORE)));
        return new Result(applied.size(), ignored, space.epoch());
    }
}
