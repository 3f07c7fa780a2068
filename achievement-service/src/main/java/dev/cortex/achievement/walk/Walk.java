package dev.cortex.achievement.walk;

import dev.cortex.achievement.observation.Survey;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One user's walks through all lists.
 *
 * @param rules the version of the rules that things were judged by
 */
public record Walk(String rules, Map<Kind, Position> positions) {
    public Walk {
        positions = Map.copyOf(positions);
    }

    public static Walk first(String rules) {
        Map<Kind, Position> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, Position.first(kind));
        }
        return new Walk(rules, all);
    }

    public Position position(Kind kind) {
        return Optional.ofNullable(positions.get(kind)).orElseGet(() -> Position.first(kind));
    }

    public Walk with(Position position) {
        Map<Kind, Position> all = new EnumMap<>(Kind.class);
        all.putAll(positions);
        all.put(position.kind(), position);
        return new Walk(rules, all);
    }

    /** Looks at what is new since the last time; at everything when the rules are others now. */
    public Walk requested(String rulesNow, Instant now) {
        if (!rules.equals(rulesNow)) {
            return new Walk(rulesNow, changed(Position::fromTheBeginning).positions);
        }
        return changed(position -> quickEnough(position.kind()) ? position : position.requested(now));
    }

    private Walk changed(UnaryOperator<Position> change) {
        Map<Kind, Position> all = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            all.put(kind, change.apply(position(kind)));
        }
        return new Walk(rules, all);
    }

    /**
     * The list to go on with: those of which nothing is known yet, so that every number soon has its bounds, then the one
     * that is done soonest.
     */
    public Optional<Kind> next() {
        return changed(position -> position).positions.values().stream()
                .filter(position -> !position.finished() && !quickEnough(position.kind()))
                .min(Comparator.comparing(
                                (Position position) -> position.total().isPresent())
                        .thenComparingLong(Position::left)
                        .thenComparing(Position::kind))
                .map(Position::kind);
    }

    public boolean finished() {
        return next().isEmpty();
    }

    /** One quick close is enough, in whichever list. */
    private boolean quickEnough(Kind kind) {
        return kind.oneIsEnough()
                && (position(Kind.CLOSED_ISSUES).found()
                        || position(Kind.CLOSED_PULLS).found());
    }

    /** What is proven so far, by achievement id. */
    public Map<String, Survey> surveys(Survey.State state, Instant now) {
        return Surveys.of(this, state, now);
    }
}
