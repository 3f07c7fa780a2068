package dev.cortex.achievement.budget;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What requests cost, by their kind: the rule may be right for one and wrong for another. */
@Singleton
public final class Estimates {
    private final Map<String, Estimator> byKind = new ConcurrentHashMap<>();

    /** @param kind of request; a constant */
    public Estimator of(String kind) {
        return byKind.computeIfAbsent(kind, _ -> new Estimator());
    }
}
