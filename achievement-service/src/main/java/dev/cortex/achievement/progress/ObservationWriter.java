package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Margin;
import dev.cortex.achievement.observation.Movement;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.progress.ProgressStore.Joined;
import dev.cortex.achievement.progress.ProgressStore.Seen;
import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is written of users within one transaction that holds their rows. */
@Singleton
final class ObservationWriter {
    /** Who told an observation, as its row says. */
    private static final String BY_ANSWER = "github";

    private static final String BY_EVENT = "webhook";

    private static final String BY_SCAN = "scan";

    private final ObservationRows rows;
    private final Margin margin;

    ObservationWriter(ObservationRows rows, AchievementConfig config) {
        this.rows = rows;
        this.margin = new Margin(config.webhook().clockSkew(), config.webhook().answersLag());
    }

    /** What becomes of one user: rows to append, and tiers he reached. */
    record Change(Optional<Snapshot> before, Joined joined, List<JsonObject> observations, List<JsonObject> unlocks) {
        private Snapshot now() {
            return joined.snapshot();
        }

        private boolean written() {
            return before.filter(now()::equals).isEmpty();
        }

        /** Whether the summary would show it. */
        boolean shown() {
            return !observations.isEmpty()
                    || before.filter(known -> !known.login().equals(now().login()))
                            .isPresent();
        }

        boolean news() {
            return ObservationRows.news(unlocks);
        }
    }

    /** @param seen none of them twice, and no login twice */
    Uni<List<Change>> join(SqlConnection connection, List<Seen> seen) {
        String[] nodes = seen.stream().map(one -> one.facts().nodeId()).toArray(String[]::new);
        String[] logins = seen.stream().map(one -> key(one.facts().login())).toArray(String[]::new);
        JsonArray names = new JsonArray();
        seen.forEach(one -> names.add(new JsonObject()
                .put("node_id", one.facts().nodeId())
                .put("login", one.facts().login())));
        return run(connection, ObservationSql.ANNOUNCE, names)
                .flatMap(_ -> locked(connection, nodes, logins))
                .flatMap(known -> outdated(connection, logins).map(marked -> seen.stream()
                        .map(one -> change(one, known, marked))
                        .toList()))
                .call(changes -> write(
                        connection, changes.stream().filter(Change::written).toList(), true));
    }

    /** @return empty when nothing is known of the user */
    Uni<Optional<Counted>> move(
            SqlConnection connection, Optional<String> nodeId, String login, Happening happening, Instant heard) {
        String[] nodes = nodeId.stream().toArray(String[]::new);
        String[] logins = nodeId.isPresent() ? new String[0] : new String[] {login};
        return locked(connection, nodes, logins).flatMap(known -> known.values().stream()
                .findFirst()
                .map(before -> moveLocked(connection, before, happening, heard).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** @param news whether a tier was reached by it */
    record Counted(Movement movement, boolean news) {}

    private Uni<Counted> moveLocked(SqlConnection connection, Snapshot before, Happening happening, Instant heard) {
        Movement movement = before.moved(happening, heard, margin);
        if (!(movement instanceof Movement.Moved(Snapshot now, boolean _))) {
            return Uni.createFrom().item(new Counted(movement, false));
        }
        Change change = changed(Optional.of(before), new Joined(now, true), BY_EVENT);
        return write(connection, List.of(change), false).replaceWith(() -> new Counted(movement, change.news()));
    }

    /** @return empty when nothing is known of the user */
    Uni<Optional<Change>> prove(SqlConnection connection, String nodeId, Map<String, Survey> surveys) {
        return locked(connection, new String[] {nodeId}, new String[0])
                .map(known -> Optional.ofNullable(known.get(nodeId))
                        .map(before ->
                                changed(Optional.of(before), new Joined(before.surveyed(surveys), true), BY_SCAN)))
                .call(changed -> write(
                        connection, changed.stream().filter(Change::written).toList(), false));
    }

    private Uni<Map<String, Snapshot>> locked(SqlConnection connection, String[] nodes, String[] logins) {
        return connection
                .preparedQuery(ObservationSql.LOCK)
                .execute(Tuple.of(nodes, logins))
                .map(locked -> {
                    Map<String, Snapshot> known = new HashMap<>();
                    locked.forEach(row -> rows.snapshot(row.getJsonObject("snapshot"))
                            .ifPresent(snapshot -> known.put(row.getString("node_id"), snapshot)));
                    return known;
                });
    }

    private static Uni<Map<String, Instant>> outdated(SqlConnection connection, String[] logins) {
        return connection
                .preparedQuery(ObservationSql.OUTDATED)
                .execute(Tuple.of((Object) logins))
                .map(marked -> {
                    Map<String, Instant> at = new HashMap<>();
                    marked.forEach(row ->
                            at.put(row.getString(0), row.getOffsetDateTime(1).toInstant()));
                    return at;
                });
    }

    private Change change(Seen seen, Map<String, Snapshot> known, Map<String, Instant> outdated) {
        Optional<Snapshot> before = Optional.ofNullable(known.get(seen.facts().nodeId()));
        Snapshot now = before.map(snapshot -> snapshot.joined(seen.facts(), seen.look(), margin))
                .orElseGet(() -> Snapshot.first(seen.facts(), seen.look()));
        Instant marked = outdated.getOrDefault(key(now.login()), Instant.MIN);
        return changed(before, new Joined(now, marked.isBefore(now.fetchedAt())), BY_ANSWER);
    }

    private Change changed(Optional<Snapshot> before, Joined joined, String source) {
        Snapshot now = joined.snapshot();
        return before.filter(now::equals).isPresent()
                ? new Change(before, joined, List.of(), List.of())
                : new Change(before, joined, rows.changes(before, now, source), rows.unlocks(before, now, source));
    }

    /** @param looked whether it took a look at GitHub, which is logged */
    private Uni<Void> write(SqlConnection connection, List<Change> changes, boolean looked) {
        JsonArray users = new JsonArray();
        JsonArray observations = new JsonArray();
        JsonArray unlocks = new JsonArray();
        JsonArray log = new JsonArray();
        changes.forEach(change -> {
            users.add(rows.user(change.now(), looked ? 1 : 0));
            change.observations().forEach(observations::add);
            change.unlocks().forEach(unlocks::add);
            if (looked) {
                log.add(rows.look(change.now(), change.observations().size()));
            }
        });
        return run(connection, ObservationSql.YIELD, looked ? users : new JsonArray())
                .flatMap(_ -> run(connection, ObservationSql.UPDATE, users))
                .flatMap(_ -> run(connection, ObservationSql.APPEND, observations))
                .flatMap(_ -> run(connection, ObservationSql.UNLOCK, unlocks))
                .flatMap(_ -> run(connection, ObservationSql.LOG, log));
    }

    private static Uni<Void> run(SqlConnection connection, String sql, JsonArray rows) {
        return rows.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection.preparedQuery(sql).execute(Tuple.of(rows)).replaceWithVoid();
    }

    private static String key(String login) {
        return login.toLowerCase(Locale.ROOT);
    }
}
