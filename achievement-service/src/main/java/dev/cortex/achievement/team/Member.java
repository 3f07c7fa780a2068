package dev.cortex.achievement.team;

import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.rules.Rule;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.rules.Tier;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One user among others.
 *
 * @param unlocked achievements, also those that can not be had any more
 * @param tiers reached of all achievements together: a base is one, a gold is four
 * @param averageProgress of what can be earned, 0..100, two decimals; a finished achievement is 100
 * @param tierOf the label of the tier by achievement, of those that are unlocked
 */
public record Member(
        String login,
        Optional<String> name,
        int unlocked,
        int tiers,
        double averageProgress,
        Map<String, String> tierOf) {
    public Member {
        tierOf = Collections.unmodifiableMap(new TreeMap<>(tierOf));
    }

    public static Member of(Snapshot snapshot, List<Standing> standings) {
        Map<String, String> tierOf = new TreeMap<>();
        int tiers = 0;
        for (Standing standing : standings) {
            if (standing.unlocked()) {
                Tier reached = standing.tier().orElseThrow();
                tierOf.put(standing.rule().id(), reached.label());
                tiers += standing.rule().tiers().indexOf(reached) + 1;
            }
        }
        double average = standings.stream()
                .filter(standing -> standing.rule().status() == Rule.Status.EARNABLE)
                .mapToDouble(standing -> standing.step().percentage())
                .average()
                .orElse(0);
        return new Member(
                snapshot.login(), snapshot.name(), tierOf.size(), tiers, Math.round(average * 100) / 100.0, tierOf);
    }
}
