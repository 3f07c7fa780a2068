package dev.cortex.achievement.observation;

import dev.cortex.achievement.observation.Margin.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Events that are counted beside the last answer of GitHub. Each is remembered until an answer to a question that was sent
 * after it: so a repeated delivery is known again, and an answer that does not have it in it yet does not take it back. An
 * event that is no longer remembered is surely {@link Order#SEEN}.
 */
final class Happenings {
    /** So many are remembered of one user; who has more happen to him between two answers is asked for. */
    static final int MAX = 100;

    private Happenings() {}

    /** What of them the answer to this question may not have in it. */
    static List<Happening> left(List<Happening> remembered, Look look, Margin margin) {
        return remembered.stream()
                .filter(happening -> margin.order(happening.at(), look) != Order.SEEN)
                .toList();
    }

    /** A finding of an answer, with the events that it does not, or may not, have in it. */
    static Finding with(List<Happening> left, String id, Finding finding, Look look, Margin margin) {
        Finding with = finding;
        for (Happening happening : left) {
            boolean unseen = margin.order(happening.at(), look) == Order.UNSEEN;
            for (Effect effect : happening.effects()) {
                if (effect.achievementId().equals(id)) {
                    with = (unseen ? effect.upon(with) : Optional.<Finding>empty()).orElse(effect.beside(with));
                }
            }
        }
        return with;
    }

    static Movement move(Snapshot before, Happening happening, Instant heard, Margin margin) {
        Optional<Happening> told = before.happenings().stream()
                .filter(known -> known.key().equals(happening.key()))
                .findFirst();
        // Of a thing that changes, such as stars, only the latest telling counts.
        if (told.filter(known -> !known.at().isBefore(happening.at())).isPresent()
                || happening.effects().isEmpty()) {
            return new Movement.Nothing();
        }
        if (!margin.possible(happening.at(), heard) || before.happenings().size() >= MAX) {
            return new Movement.Unclear();
        }
        Order order = margin.order(happening.at(), before.look());
        Map<String, Observed> now = new TreeMap<>(before.achievements());
        boolean sure = true;
        for (Effect effect : happening.effects()) {
            Optional<Observed> known = before.observed(effect.achievementId());
            Optional<Observed> then = known.flatMap(
                    observed -> moved(effect, observed.look(), order).map(finding -> observed.moved(finding, heard)));
            if (then.isEmpty()) {
                return new Movement.Unclear();
            }
            if (!then.equals(known)) {
                now.put(effect.achievementId(), then.get());
                sure &= order != Order.UNCLEAR || then.get().finding().count().exact();
            }
        }
        return now.equals(before.achievements())
                ? new Movement.Nothing()
                : new Movement.Moved(before.movedTo(now, remembered(before, happening), heard), sure);
    }

    private static Optional<Finding> moved(Effect effect, Finding finding, Order order) {
        return switch (order) {
            case UNSEEN -> effect.upon(finding);
            case UNCLEAR -> Optional.of(effect.beside(finding));
            // An answer that looked at the last hundred may have missed it all the same.
            case SEEN -> Optional.of(effect instanceof Effect.QuickClose ? effect.beside(finding) : finding);
        };
    }

    private static List<Happening> remembered(Snapshot before, Happening happening) {
        List<Happening> all = new ArrayList<>(before.happenings());
        all.removeIf(known -> known.key().equals(happening.key()));
        all.add(happening);
        all.sort(Comparator.comparing(Happening::at));
        return all;
    }
}
