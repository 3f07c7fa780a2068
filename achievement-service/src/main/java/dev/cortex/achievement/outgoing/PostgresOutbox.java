package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.store.Statements;
import dev.cortex.achievement.unlock.Unlock;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is to be told to subscribers, until it was, or was tried often enough. */
@Singleton
final class PostgresOutbox {
    private final Statements statements;
    private final Clock clock;

    PostgresOutbox(Statements statements, Clock clock) {
        this.statements = statements;
        this.clock = clock;
    }

    /**
     * One telling that is to be tried now.
     *
     * @param attempt the number of this one, the first is 1; who comes with an old number changes nothing
     */
    record Telling(UUID id, int attempt, URI url, Subscription.Secret secret, Unlock unlock) {}

    Uni<List<Telling>> claim(int max, Duration lease) {
        Instant now = clock.instant();
        return statements.read(
                OutgoingSql.CLAIM, Tuple.of(utc(now), utc(now.plus(lease)), max), PostgresOutbox::telling);
    }

    Uni<Void> delivered(Telling telling) {
        return statements
                .change(OutgoingSql.DELIVERED, Tuple.of(telling.id(), telling.attempt(), utc(clock.instant())))
                .replaceWithVoid();
    }

    /** @param again when; empty when it was tried often enough */
    Uni<Void> failed(Telling telling, Optional<Instant> again, String reason) {
        OffsetDateTime due = again.map(PostgresOutbox::utc).orElse(null);
        return statements
                .change(OutgoingSql.FAILED, Tuple.of(telling.id(), telling.attempt(), due, reason))
                .replaceWithVoid();
    }

    /** Forgets those that are over and were addressed before. */
    Uni<Void> purge(Instant before) {
        return statements.change(OutgoingSql.PURGE, Tuple.of(utc(before))).replaceWithVoid();
    }

    private static Telling telling(Row row) {
        return new Telling(
                row.getUUID("id"),
                row.getInteger("attempts"),
                URI.create(row.getString("url")),
                new Subscription.Secret(row.getString("secret")),
                Unlock.of(row));
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
