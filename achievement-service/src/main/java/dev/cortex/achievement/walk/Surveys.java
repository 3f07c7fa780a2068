package dev.cortex.achievement.walk;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From what was counted in the lists to what is proven of the achievements. */
final class Surveys {
    private static final String QUICKDRAW = "quickdraw";

    private static final Map<String, List<Kind>> LISTS = Map.of(
            "pair_extraordinaire",
            List.of(Kind.MERGES, Kind.INVOLVED),
            Tally.OF_REPOSITORIES,
            List.of(Kind.MERGES),
            "yolo",
            List.of(Kind.MERGES),
            "galaxy_brain",
            List.of(Kind.ANSWERS),
            QUICKDRAW,
            List.of(Kind.CLOSED_ISSUES, Kind.CLOSED_PULLS));

    private Surveys() {}

    /** What is known of one list. */
    private record Part(Tally tally, long total, Optional<Instant> completedAt) {
        static Optional<Part> of(Position position) {
            return position.done()
                    .map(left -> new Part(left.all(), left.total(), left.completedAt()))
                    .or(() -> position.total().map(all -> new Part(position.settled(), all, Optional.empty())));
        }

        long unseen() {
            return Math.max(0, total - tally.seen());
        }
    }

    static Map<String, Survey> of(Walk walk, Survey.State state, Instant now) {
        Map<String, Survey> surveys = new TreeMap<>();
        LISTS.forEach((id, kinds) -> {
            List<Position> positions = kinds.stream().map(walk::position).toList();
            survey(id, positions, state, now).ifPresent(survey -> surveys.put(id, survey));
        });
        return surveys;
    }

    /** Nothing is said before each of its lists was begun: what is not known to be there has no bound. */
    private static Optional<Survey> survey(String id, List<Position> positions, Survey.State state, Instant now) {
        List<Part> parts = positions.stream()
                .flatMap(position -> Part.of(position).stream())
                .toList();
        boolean found = positions.stream().anyMatch(Position::found);
        if (!found && parts.size() < positions.size()) {
            return Optional.empty();
        }
        long proven = parts.stream().mapToLong(part -> part.tally().proven(id)).sum();
        long open = parts.stream()
                .mapToLong(part -> part.tally().doubtful(id) + part.unseen())
                .sum();
        long most = id.equals(QUICKDRAW) ? 1 : Long.MAX_VALUE;
        Count count = found ? Count.exactly(1) : Count.between(Math.min(most, proven), Math.min(most, proven + open));
        Optional<Instant> completed = completedAt(parts, found);
        return Optional.of(new Survey(
                count,
                most,
                parts.stream().mapToLong(part -> part.tally().seen()).sum(),
                parts.stream().mapToLong(Part::total).sum(),
                found || completed.isPresent() && positions.stream().allMatch(Position::finished)
                        ? Survey.State.COMPLETE
                        : state,
                completed,
                now,
                parts.stream().flatMap(part -> part.tally().evidence().stream()).findFirst()));
    }

    private static Optional<Instant> completedAt(List<Part> parts, boolean found) {
        Stream<Instant> times = parts.stream().flatMap(part -> part.completedAt().stream());
        if (found) {
            return times.findFirst();
        }
        List<Instant> all = times.sorted().toList();
        return all.size() == parts.size() ? all.stream().findFirst() : Optional.empty();
    }
}
