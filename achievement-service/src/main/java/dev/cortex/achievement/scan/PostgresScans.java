package dev.cortex.achievement.scan;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.ScanConfig;
import dev.cortex.achievement.store.Documents;
import dev.cortex.achievement.store.Statements;
import dev.cortex.achievement.walk.Done;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Walk;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@link ScanStore} in PostgreSQL. Leases and pauses go by its clock, which all replicas share. */
@Singleton
final class PostgresScans implements ScanStore {
    private final Statements statements;
    private final Documents documents;
    private final Rulebook rulebook;
    private final ScanConfig config;

    /** Replicas may have the same name by mistake: this one is never another's. */
    private final String owner;

    PostgresScans(Statements statements, Documents documents, Rulebook rulebook, AchievementConfig config) {
        this.statements = statements;
        this.documents = documents;
        this.rulebook = rulebook;
        this.config = config.scan();
        this.owner = config.replica() + "/" + UUID.randomUUID();
    }

    @Override
    public Uni<Void> request(String nodeId, String login) {
        return statements
                .change(
                        ScanSql.REQUEST,
                        Tuple.of(
                                nodeId,
                                login,
                                rulebook.version(),
                                config.cooldown().toMillis()))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<ScanStatus>> find(Login login) {
        return statements
                .rows(ScanSql.FIND, Tuple.of(login.key()))
                .map(found -> found.stream().map(this::status).findFirst());
    }

    @Override
    public Uni<Optional<Claim>> claim() {
        return statements
                .rows(ScanSql.CLAIM, Tuple.of(owner, config.lease().toMillis()))
                .map(found -> found.stream()
                        .map(row -> new Claim(
                                row.getString("node_id"),
                                row.getString("login"),
                                row.getLong("fence"),
                                row.getInteger("pauses"),
                                walk(row)))
                        .findFirst());
    }

    @Override
    public Uni<Boolean> begin(Claim claim, Walk walk) {
        Tuple values = own(claim)
                .addString(walk.rules())
                .addValue(rows(walk.positions().values()));
        return own(ScanSql.BEGIN, values);
    }

    @Override
    public Uni<Boolean> keep(Claim claim, Position position, int requests, int points) {
        Tuple values = own(claim)
                .addLong(config.lease().toMillis())
                .addInteger(requests)
                .addInteger(points)
                .addValue(rows(List.of(position)));
        return own(ScanSql.KEEP, values);
    }

    @Override
    public Uni<Boolean> pause(Claim claim, Collection<Position> positions, Duration rest, String reason) {
        Tuple values = own(claim).addLong(rest.toMillis()).addString(reason).addValue(rows(positions));
        return own(ScanSql.PAUSE, values);
    }

    @Override
    public Uni<Boolean> complete(Claim claim) {
        return statements.change(ScanSql.COMPLETE, own(claim)).map(rows -> rows > 0);
    }

    @Override
    public Uni<Boolean> fail(Claim claim, String reason) {
        return statements.change(ScanSql.FAIL, own(claim).addString(reason)).map(rows -> rows > 0);
    }

    private static Tuple own(Claim claim) {
        return Tuple.tuple().addString(claim.nodeId()).addLong(claim.fence());
    }

    private JsonArray rows(Collection<Position> positions) {
        JsonArray rows = new JsonArray();
        positions.forEach(position -> rows.add(new JsonObject()
                .put("kind", position.kind().key())
                .put("position", documents.write(position))
                .put(
                        "complete_until",
                        position.done().map(Done::until).map(Instant::toString).orElse(null))));
        return rows;
    }

    private ScanStatus status(Row row) {
        return new ScanStatus(
                row.getString("node_id"),
                row.getString("login"),
                ScanStatus.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getOffsetDateTime("requested_at").toInstant(),
                row.getOffsetDateTime("resume_at").toInstant(),
                Optional.ofNullable(row.getString("reason")),
                Optional.ofNullable(row.getOffsetDateTime("completed_at")).map(OffsetDateTime::toInstant),
                row.getLong("requests"),
                row.getLong("points"),
                walk(row));
    }

    private Walk walk(Row row) {
        Map<Kind, Position> positions = new EnumMap<>(Kind.class);
        row.getJsonArray("positions").forEach(stored -> {
            Position position = documents.read((JsonObject) stored, Position.class);
            positions.put(position.kind(), position);
        });
        Walk first = Walk.first(row.getString("rules_version"));
        return positions.isEmpty() ? first : new Walk(first.rules(), positions);
    }

    /** Whether it was still ours. */
    private Uni<Boolean> own(String sql, Tuple values) {
        return statements.rows(sql, values).map(counted -> counted.getFirst().getLong(0) > 0);
    }
}
