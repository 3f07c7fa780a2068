package dev.cortex.achievement.progress;

import dev.cortex.achievement.progress.ProgressStore.Seen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/** Many that were seen, cut into what one transaction writes: in none of them a user or a login stands twice. */
final class Rounds {
    private Rounds() {}

    /** @return places in the list given; those of the same user in their order */
    static List<List<Integer>> of(List<Seen> seen, int sizeMax) {
        List<List<Integer>> rounds = new ArrayList<>();
        List<Integer> left = IntStream.range(0, seen.size()).boxed().toList();
        while (!left.isEmpty()) {
            List<Integer> round = new ArrayList<>();
            List<Integer> later = new ArrayList<>();
            Set<String> nodes = new HashSet<>();
            Set<String> logins = new HashSet<>();
            for (Integer place : left) {
                var facts = seen.get(place).facts();
                // Whoever has to wait keeps those behind him, who are the same, waiting too.
                boolean newNode = nodes.add(facts.nodeId());
                boolean newLogin = logins.add(facts.login().toLowerCase(Locale.ROOT));
                (newNode && newLogin && round.size() < sizeMax ? round : later).add(place);
            }
            rounds.add(round);
            left = later;
        }
        return rounds;
    }
}
