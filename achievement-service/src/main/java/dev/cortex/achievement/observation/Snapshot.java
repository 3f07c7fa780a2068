package dev.cortex.achievement.observation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that is known of a user: the latest observation of every achievement, each with its own time.
 *
 * @param fetchedAt when GitHub last answered for this user, in whole or in part
 */
public record Snapshot(
        String nodeId,
        String login,
        Optional<String> name,
        Optional<String> avatarUrl,
        Instant fetchedAt,
        Map<String, Observed> achievements) {
    public Snapshot {
        achievements = Map.copyOf(achievements);
    }

    /** The latest observation of one achievement, if it ever was observed. */
    public Optional<Observed> observed(String achievementId) {
        return Optional.ofNullable(achievements.get(achievementId));
    }

    /**
     * Joins new facts to what was known. What the facts do not speak of keeps its older observation, so a failed part
     * never turns into a zero.
     *
     * @param at when GitHub gave the facts; facts older than this snapshot change nothing, because two replicas may
     *     bring their answers in the other order
     */
    public Snapshot joined(Facts facts, Instant at) {
        if (!facts.nodeId().equals(nodeId)) {
            throw new IllegalArgumentException("facts of another user");
        }
        if (at.isBefore(fetchedAt)) {
            return this;
        }
        Map<String, Observed> joined = new TreeMap<>(achievements);
        facts.findings()
                .forEach((id, finding) ->
                        joined.merge(id, new Observed(finding, at), (then, _) -> then.joined(finding, at)));
        return new Snapshot(nodeId, facts.login(), facts.name(), facts.avatarUrl(), at, joined);
    }

    /**
     * Joins what a scan has proven. It makes the answer neither fresher nor older: a scan tells nothing of the other
     * achievements.
     *
     * @param surveys by achievement id
     */
    public Snapshot surveyed(Map<String, Survey> surveys) {
        Map<String, Observed> joined = new TreeMap<>(achievements);
        surveys.forEach((id, survey) -> joined.merge(id, Observed.first(survey), (then, _) -> then.surveyed(survey)));
        return new Snapshot(nodeId, login, name, avatarUrl, fetchedAt, joined);
    }

    /** When anything of it changed last, by a look or by a scan. */
    public Instant changedAt() {
        return surveys()
                .map(Survey::at)
                .filter(fetchedAt::isBefore)
                .max(Instant::compareTo)
                .orElse(fetchedAt);
    }

    /** Whether a scan is under way, so that there will soon be more to tell. */
    public boolean scanning() {
        return surveys().anyMatch(survey -> survey.state() == Survey.State.SCANNING);
    }

    private Stream<Survey> surveys() {
        return achievements.values().stream().flatMap(observed -> observed.survey().stream());
    }

    public static Snapshot first(Facts facts, Instant at) {
        Map<String, Observed> observed = new TreeMap<>();
        facts.findings().forEach((id, finding) -> observed.put(id, new Observed(finding, at)));
        return new Snapshot(facts.nodeId(), facts.login(), facts.name(), facts.avatarUrl(), at, observed);
    }
}
