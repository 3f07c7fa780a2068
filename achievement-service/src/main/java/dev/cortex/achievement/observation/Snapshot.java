package dev.cortex.achievement.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a user: the latest observation of every achievement, each with its own time.
 *
 * @param fetchedAt when the question was sent that GitHub last answered, in whole or in part: its answer was true then or later
 * @param answeredAt when that answer had arrived; nothing of it is later
 * @param movedAt when an event last moved something; rises with every event
 * @param happenings events that are counted beside that answer
 */
public record Snapshot(
        String nodeId,
        String login,
        Optional<String> name,
        Optional<String> avatarUrl,
        Instant fetchedAt,
        Optional<Instant> answeredAt,
        Optional<Instant> movedAt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Happening> happenings,
        Map<String, Observed> achievements) {
    public Snapshot(
            String nodeId,
            String login,
            Optional<String> name,
            Optional<String> avatarUrl,
            Instant fetchedAt,
            Optional<Instant> answeredAt,
            Optional<Instant> movedAt,
            // Absent in what was written before there were any.
            @Nullable List<Happening> happenings,
            Map<String, Observed> achievements) {
        this.nodeId = nodeId;
        this.login = login;
        this.name = name;
        this.avatarUrl = avatarUrl;
        this.fetchedAt = fetchedAt;
        this.answeredAt = answeredAt;
        this.movedAt = movedAt;
        this.happenings = happenings == null ? List.of() : List.copyOf(happenings);
        this.achievements = Map.copyOf(achievements);
    }

    /** The latest observation of one achievement, if it ever was observed. */
    public Optional<Observed> observed(String achievementId) {
        return Optional.ofNullable(achievements.get(achievementId));
    }

    /**
     * Joins new facts to what was known. What the facts do not speak of keeps its older observation, so a failed part
     * never turns into a zero.
     *
     * @param look when the facts were asked for; facts asked for before those of this snapshot change nothing, because two
     *     replicas may bring their answers in the other order
     */
    public Snapshot joined(Facts facts, Look look, Margin margin) {
        if (!facts.nodeId().equals(nodeId)) {
            throw new IllegalArgumentException("facts of another user");
        }
        if (look.sent().isBefore(fetchedAt)) {
            return this;
        }
        List<Happening> left = Happenings.left(happenings, look, margin);
        Map<String, Observed> joined = new TreeMap<>(achievements);
        facts.findings().forEach((id, finding) -> {
            Finding counted = Happenings.with(left, id, finding, look, margin);
            joined.merge(
                    id,
                    new Observed(counted, look.sent()),
                    (then, _) -> then.joined(counted, later(look.sent(), then.at())));
        });
        return new Snapshot(
                nodeId,
                facts.login(),
                facts.name(),
                facts.avatarUrl(),
                look.sent(),
                Optional.of(look.answered()),
                movedAt,
                left,
                joined);
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
        return with(joined, happenings, movedAt);
    }

    /**
     * Counts an event, once.
     *
     * @param heard when it was told
     */
    public Movement moved(Happening happening, Instant heard, Margin margin) {
        return Happenings.move(this, happening, heard, margin);
    }

    Snapshot movedTo(Map<String, Observed> moved, List<Happening> remembered, Instant heard) {
        // Of two that rest on the same answer, the later is known by its time.
        return with(moved, remembered, Optional.of(later(heard, changedAt().plusMillis(1))));
    }

    private Snapshot with(Map<String, Observed> joined, List<Happening> remembered, Optional<Instant> moved) {
        return new Snapshot(nodeId, login, name, avatarUrl, fetchedAt, answeredAt, moved, remembered, joined);
    }

    /** The look that this rests on. */
    Look look() {
        return new Look(fetchedAt, answeredAt.orElse(fetchedAt));
    }

    /** Observations of one achievement stand in the order in which they were made. */
    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** When anything of it changed last, by a look, by a scan or by an event. */
    public Instant changedAt() {
        return Stream.concat(surveys().map(Survey::at), movedAt.stream())
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

    public static Snapshot first(Facts facts, Look look) {
        Map<String, Observed> observed = new TreeMap<>();
        facts.findings().forEach((id, finding) -> observed.put(id, new Observed(finding, look.sent())));
        return new Snapshot(
                facts.nodeId(),
                facts.login(),
                facts.name(),
                facts.avatarUrl(),
                look.sent(),
                Optional.of(look.answered()),
                Optional.empty(),
                List.of(),
                observed);
    }
}
