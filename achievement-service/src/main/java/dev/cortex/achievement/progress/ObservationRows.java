package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Observed;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.store.Documents;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Snapshots as the documents and rows that PostgreSQL keeps; an absent member is a null there. */
@Singleton
final class ObservationRows {
    private final Documents documents;
    private final Rulebook rulebook;

    ObservationRows(Documents documents, Rulebook rulebook) {
        this.documents = documents;
        this.rulebook = rulebook;
    }

    /** @param looks how many looks at GitHub it took: a webhook takes none */
    JsonObject user(Snapshot now, int looks) {
        return new JsonObject()
                .put("node_id", now.nodeId())
                .put("login", now.login())
                .put("snapshot", documents.write(now))
                .put("fetched_at", now.fetchedAt().toString())
                .put("looks", looks);
    }

    /** One row for each achievement that was seen to differ from before. */
    List<JsonObject> changes(Optional<Snapshot> before, Snapshot now, String source) {
        Map<String, Observed> known = before.map(Snapshot::achievements).orElse(Map.of());
        List<JsonObject> rows = new ArrayList<>();
        for (Standing standing : rulebook.standings(now)) {
            String id = standing.rule().id();
            Optional<Finding> then = Optional.ofNullable(known.get(id)).map(Observed::finding);
            now.observed(id)
                    .filter(observed -> !then.equals(Optional.of(observed.finding())))
                    .ifPresent(observed -> rows.add(row(now, standing, observed).put("source", source)));
        }
        return rows;
    }

    private JsonObject row(Snapshot now, Standing standing, Observed observed) {
        JsonObject row = new JsonObject()
                .put("node_id", now.nodeId())
                .put("username", now.login())
                .put("achievement_id", standing.rule().id())
                .put("count", observed.finding().count().min())
                .put("count_max", observed.finding().count().max())
                .put("unlocked", standing.unlocked())
                .put("progress_percentage", standing.step().percentage())
                .put("rules_version", rulebook.version())
                .put("timestamp", observed.at().toString());
        standing.tier().ifPresent(tier -> row.put("tier", tier.label()));
        observed.finding().evidence().ifPresent(evidence -> row.put("evidence", documents.write(evidence)));
        return row;
    }

    /**
     * One row for each tier that is proven now and was not before. What a user has when an achievement is first observed was
     * reached long ago, for all we know: it is written down as first seen, and is no news.
     */
    List<JsonObject> unlocks(Optional<Snapshot> before, Snapshot now, String source) {
        List<JsonObject> rows = new ArrayList<>();
        for (Standing standing : rulebook.standings(now)) {
            Optional<Observed> observed = now.observed(standing.rule().id());
            if (observed.isEmpty() || !standing.unlocked()) {
                continue;
            }
            Optional<Long> then = before.flatMap(
                            known -> known.observed(standing.rule().id()))
                    .map(known -> known.finding().count().min());
            long count = observed.get().finding().count().min();
            standing.rule().tiers().stream()
                    .filter(tier -> tier.requirement() <= count && tier.requirement() > then.orElse(0L))
                    .forEach(tier -> rows.add(new JsonObject()
                            .put("node_id", now.nodeId())
                            .put("username", now.login())
                            .put("achievement_id", standing.rule().id())
                            .put("tier", tier.label())
                            .put("count", count)
                            .put("first_seen", then.isEmpty())
                            .put("source", source)
                            .put("unlocked_at", observed.get().at().toString())));
        }
        return rows;
    }

    /** Whether there is news among what was unlocked. */
    static boolean news(List<JsonObject> unlocks) {
        return unlocks.stream().anyMatch(row -> !row.getBoolean("first_seen"));
    }

    JsonObject look(Snapshot now, int changed) {
        List<Standing> standings = rulebook.standings(now);
        return new JsonObject()
                .put("node_id", now.nodeId())
                .put("username", now.login())
                .put("timestamp", now.fetchedAt().toString())
                .put("total", standings.size())
                .put("unlocked", standings.stream().filter(Standing::unlocked).count())
                .put(
                        "in_progress",
                        standings.stream().filter(Standing::inProgress).count())
                .put("changed", changed);
    }

    /** The empty document is that of a user who has only been announced. */
    Optional<Snapshot> snapshot(JsonObject document) {
        return document.isEmpty() ? Optional.empty() : Optional.of(documents.read(document, Snapshot.class));
    }
}
