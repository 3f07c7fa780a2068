package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.observation.Observed;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.rules.Step;
import dev.cortex.achievement.rules.Tier;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The progress of one user; the field names are those that scripts know.
 *
 * @param movedAt when a webhook of GitHub last moved a count since it was fetched, or before
 */
record ProgressAnswer(
        String username,
        Instant timestamp,
        Map<String, Item> achievements,
        Summary summary,
        String nodeId,
        Optional<String> name,
        Optional<String> avatarUrl,
        String rulesVersion,
        Optional<Instant> movedAt,
        @JsonUnwrapped Age age) {

    /**
     * @param totalAchievements all that there are, also those that can not be had today
     * @param inProgress begun, can be had, and not at the highest tier
     */
    record Summary(int totalAchievements, int unlocked, int inProgress) {
        static Summary of(List<Standing> standings) {
            return new Summary(
                    standings.size(),
                    (int) standings.stream().filter(Standing::unlocked).count(),
                    (int) standings.stream().filter(Standing::inProgress).count());
        }
    }

    /**
     * One achievement.
     *
     * @param count what is proven; null where it was never observed, which is not zero
     * @param countMax what is not disproven; equal to the count where the number is exact
     * @param possibleTier the tier if everything not disproven counts
     * @param observedAt when this one was last seen, where the last answer of GitHub left it out
     * @param scan what a deep scan has looked at, where there was one: why the count is a range, or is none
     * @param evidence more for some of them: top_repo, fastest_close (in seconds), likely and strict
     */
    record Item(
            String achievementId,
            String name,
            String icon,
            Optional<Long> count,
            Optional<Long> countMax,
            Optional<String> currentTier,
            Optional<String> possibleTier,
            boolean unlocked,
            Step progress,
            String status,
            String certainty,
            Optional<Instant> observedAt,
            Optional<Scan> scan,
            @JsonAnyGetter Map<String, Object> evidence) {

        static Item of(Standing standing, Optional<Observed> observed) {
            return new Item(
                    standing.rule().id(),
                    standing.rule().name(),
                    standing.rule().icon(),
                    standing.count().map(Count::min),
                    standing.count().map(Count::max),
                    standing.tier().map(Tier::label),
                    standing.possibleTier().map(Tier::label),
                    standing.unlocked(),
                    standing.step(),
                    standing.rule().status().name().toLowerCase(Locale.ROOT),
                    standing.rule().certainty().name().toLowerCase(Locale.ROOT),
                    observed.map(Observed::at),
                    observed.flatMap(Observed::survey).map(Scan::of),
                    observed.flatMap(seen -> seen.finding().evidence())
                            .map(Item::evidence)
                            .orElse(Map.of()));
        }

        private static Map<String, Object> evidence(Evidence evidence) {
            return switch (evidence) {
                case Evidence.TopRepository top -> Map.of("top_repo", top);
                case Evidence.FastestClose(long seconds, String url) ->
                    Map.of("fastest_close", seconds, "fastest_close_url", url);
                case Evidence.Unreviewed(long likely, long strict) -> Map.of("likely", likely, "strict", strict);
            };
        }
    }

    /**
     * How a deep scan of one achievement stands.
     *
     * @param state scanning, paused, complete or failed
     * @param scanned things that were looked at, of {@code total}
     * @param completedAt when all had been looked at for the last time; what came since makes the count a range again
     */
    record Scan(String state, long scanned, long total, Optional<Instant> completedAt) {
        static Scan of(Survey survey) {
            return new Scan(
                    survey.state().name().toLowerCase(Locale.ROOT),
                    survey.scanned(),
                    survey.total(),
                    survey.completedAt());
        }
    }

    static ProgressAnswer of(Reading reading, Rulebook rulebook, Age age) {
        Snapshot snapshot = reading.snapshot();
        List<Standing> standings = rulebook.standings(snapshot);
        Map<String, Item> items = new LinkedHashMap<>();
        standings.forEach(standing -> items.put(
                standing.rule().id(),
                Item.of(standing, snapshot.observed(standing.rule().id()))));
        return new ProgressAnswer(
                snapshot.login(),
                snapshot.fetchedAt(),
                items,
                Summary.of(standings),
                snapshot.nodeId(),
                snapshot.name(),
                snapshot.avatarUrl(),
                rulebook.version(),
                snapshot.movedAt(),
                age);
    }
}
