package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.store.Statements;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Who subscribed. */
@Singleton
final class PostgresSubscriptions {
    private final Statements statements;

    PostgresSubscriptions(Statements statements) {
        this.statements = statements;
    }

    /**
     * A subscription as it is told, without its secret.
     *
     * @param usernames of whom; empty for all
     * @param waiting what it is still to be told
     * @param lastError why the last try failed, while something waits
     */
    record View(
            UUID id, String url, List<String> usernames, Instant createdAt, long waiting, Optional<String> lastError) {}

    /** @return false when there are as many as may be */
    Uni<Boolean> add(Subscription subscription, int max) {
        String[] logins = subscription.logins().isEmpty()
                ? null
                : subscription.logins().stream().map(Login::key).toArray(String[]::new);
        Tuple values = Tuple.from(new Object[] {
            subscription.id(),
            subscription.url().toString(),
            subscription.secret().text(),
            logins,
            subscription.createdAt().atOffset(ZoneOffset.UTC),
            max
        });
        return statements.together(connection -> connection
                .query(OutgoingSql.ONE_AT_A_TIME)
                .execute()
                .flatMap(_ -> connection.preparedQuery(OutgoingSql.SUBSCRIBE).execute(values))
                .map(rows -> rows.rowCount() > 0));
    }

    Uni<List<View>> all() {
        return statements.read(OutgoingSql.LIST, Tuple.tuple(), PostgresSubscriptions::view);
    }

    /** @return false when there is none */
    Uni<Boolean> remove(UUID id) {
        return statements.change(OutgoingSql.UNSUBSCRIBE, Tuple.of(id)).map(rows -> rows > 0);
    }

    private static View view(Row row) {
        String[] logins = row.getArrayOfStrings("logins");
        return new View(
                row.getUUID("id"),
                row.getString("url"),
                logins == null ? List.of() : Arrays.asList(logins),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getLong("waiting"),
                Optional.ofNullable(row.getString("last_error")));
    }
}
