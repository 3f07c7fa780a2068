package dev.cortex.achievement.webhook;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.WebhookConfig;
import dev.cortex.achievement.store.Documents;
import dev.cortex.achievement.store.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Which deliveries were taken, over all replicas and restarts, and which of them still wait to be settled. */
@Singleton
final class PostgresDeliveries {
    static final String TAKE = """
            INSERT INTO achievement.webhook_deliveries (delivery, event, login, node_id, happening, received_at)
            VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (delivery) DO NOTHING""";

    static final String SETTLE =
            "UPDATE achievement.webhook_deliveries SET settled_at = $2 WHERE delivery = $1 AND settled_at IS NULL";

    /** Those of this moment are being settled by whoever took them. */
    static final String WAITING = """
            SELECT delivery, event, login, node_id, happening, received_at FROM achievement.webhook_deliveries
            WHERE settled_at IS NULL AND received_at < $1 ORDER BY received_at LIMIT 100""";

    static final String PURGE = """
            DELETE FROM achievement.webhook_deliveries WHERE delivery = ANY (ARRAY(
                SELECT delivery FROM achievement.webhook_deliveries
                WHERE received_at < $1 AND settled_at IS NOT NULL
                ORDER BY received_at LIMIT 1000 FOR UPDATE SKIP LOCKED))""";

    private final Statements statements;
    private final Documents documents;
    private final WebhookConfig config;
    private final Clock clock;

    PostgresDeliveries(Statements statements, Documents documents, AchievementConfig config, Clock clock) {
        this.statements = statements;
        this.documents = documents;
        this.config = config.webhook();
        this.clock = clock;
    }

    /** @return false when it was taken before */
    Uni<Boolean> take(Delivery delivery) {
        return statements
                .change(
                        TAKE,
                        Tuple.of(
                                delivery.id(),
                                delivery.event(),
                                delivery.moves().map(Login::value).orElse(null),
                                delivery.node().orElse(null),
                                delivery.happening().map(documents::write).orElse(null),
                                utc(delivery.receivedAt())))
                .map(rows -> rows > 0);
    }

    Uni<Void> settle(String delivery) {
        return statements
                .change(SETTLE, Tuple.of(delivery, utc(clock.instant())))
                .replaceWithVoid();
    }

    /** Those that were taken and then left, because something failed or a replica ended. */
    Uni<List<Delivery>> waiting() {
        Instant before = clock.instant().minus(config.sweepEvery());
        return statements.read(WAITING, Tuple.of(utc(before)), this::delivery);
    }

    /** Lets those go that GitHub no longer delivers again. */
    Uni<Integer> purge() {
        return statements.change(PURGE, Tuple.of(utc(clock.instant().minus(config.remembered()))));
    }

    private Delivery delivery(Row row) {
        return new Delivery(
                row.getString("delivery"),
                row.getString("event"),
                Optional.ofNullable(row.getString("login")).map(Login::new),
                Optional.ofNullable(row.getString("node_id")),
                Optional.ofNullable(row.getJsonObject("happening"))
                        .map(stored -> documents.read(stored, Happening.class)),
                row.getOffsetDateTime("received_at").toInstant());
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
