package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decisions as they stand after placement. The confidence is the model's in whoever gets the task. */
final class Diversions {
    private Diversions() {}

    static Routed kept(Routed routed, double propensity, boolean over) {
        if (propensity == 1 && !over) {
            return routed;
        }
        Decision made = routed.decision();
        String explanation = over
                ? made.explanation() + "; has no free place, like everybody else who would do"
                : made.explanation();
        Decision decision = with(made, made.expert(), made.strategy(), made.parallel(), explanation);
        return with(routed, decision, Optional.empty(), propensity);
    }

    static Routed diverted(Routed routed, String to, Diversion diversion, double propensity) {
        Decision made = routed.decision();
        boolean equals = diversion.reason() == Diversion.Reason.BALANCE;
        Strategy strategy = equals ? made.strategy() : Strategy.SECOND_CHOICE;
        List<String> parallel = equals && !made.parallel().isEmpty() ? first(to, made.parallel()) : List.of();
        Decision decision = with(made, to, strategy, parallel, made.explanation() + diversion.explain(to));
        return with(routed, decision, Optional.of(diversion), propensity);
    }

    private static List<String> first(String expert, List<String> others) {
        Set<String> all = new LinkedHashSet<>();
        all.add(expert);
        all.addAll(others);
        return new ArrayList<>(all);
    }

    private static Decision with(
            Decision made, String expert, Strategy strategy, List<String> parallel, String explanation) {
        double confidence =
                expert.equals(made.expert()) ? made.confidence() : made.scores().getOrDefault(expert, 0.0);
        return new Decision(
                expert, confidence, strategy, made.method(), parallel, made.scores(), explanation, made.epoch());
    }

    private static Routed with(Routed routed, Decision decision, Optional<Diversion> diverted, double propensity) {
        return new Routed(
                routed.space(), routed.task(), routed.time(), decision, routed.cached(), diverted, propensity);
    }
}
