package dev.cortex.achievement.walk;

import dev.cortex.achievement.observation.Evidence;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was counted.
 *
 * @param seen things that were looked at
 * @param lost of those, how many were not shown
 * @param counted how many count, by achievement
 * @param open how many may count, by achievement
 * @param repositories the public ones they are in
 */
public record Tally(
        long seen,
        long lost,
        Map<String, Long> counted,
        Map<String, Long> open,
        Set<String> repositories,
        Optional<Evidence> evidence) {
    public static final Tally NONE = new Tally(0, 0, Map.of(), Map.of(), Set.of(), Optional.empty());

    /** The achievement that counts repositories, not things in them. */
    public static final String OF_REPOSITORIES = "open_sourcerer";

    /** So many are told apart, ten times as many as the highest tier asks for and more; beyond, the count stays open. */
    static final int REPOSITORIES_MAX = 2_000;

    public Tally {
        counted = Map.copyOf(counted);
        open = Map.copyOf(open);
        repositories = Set.copyOf(repositories);
    }

    Tally plus(Item item) {
        Map<String, Long> more = new HashMap<>(counted);
        item.counts().forEach(id -> more.merge(id, 1L, Long::sum));
        Map<String, Long> doubts = new HashMap<>(open);
        item.open().forEach(id -> doubts.merge(id, 1L, Long::sum));
        Set<String> places = repositories;
        String place =
                item.repository().filter(at -> !repositories.contains(at)).orElse("");
        if (!place.isEmpty() && repositories.size() < REPOSITORIES_MAX) {
            places = new HashSet<>(repositories);
            places.add(place);
        } else if (!place.isEmpty()) {
            doubts.merge(OF_REPOSITORIES, 1L, Long::sum);
        }
        return new Tally(seen + 1, lost, more, doubts, places, evidence.or(item::evidence));
    }

    Tally losing(int things) {
        return things == 0 ? this : new Tally(seen + things, lost + things, counted, open, repositories, evidence);
    }

    Tally plus(Tally other) {
        Map<String, Long> more = new HashMap<>(counted);
        other.counted.forEach((id, count) -> more.merge(id, count, Long::sum));
        Map<String, Long> doubts = new HashMap<>(open);
        other.open.forEach((id, count) -> doubts.merge(id, count, Long::sum));
        Set<String> places = new HashSet<>(repositories);
        places.addAll(other.repositories);
        return new Tally(seen + other.seen, lost + other.lost, more, doubts, places, evidence.or(() -> other.evidence));
    }

    long proven(String achievement) {
        return achievement.equals(OF_REPOSITORIES) ? repositories.size() : counted.getOrDefault(achievement, 0L);
    }

    long doubtful(String achievement) {
        return lost + open.getOrDefault(achievement, 0L);
    }
}
