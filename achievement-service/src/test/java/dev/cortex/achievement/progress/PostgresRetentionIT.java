package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.progress.ProgressStore.Seen;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class PostgresRetentionIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    PostgresRetention retention;

    @Inject
    PostgresObservations store;

    @Inject
    PostgresHistory history;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final Login login =
            new Login("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30));

    @Test
    void forgetsWhatIsOlderThanIsKeptButNeverTheLatest() {
        join(now.minus(Duration.ofDays(1_000)), 1, 7);
        join(now.minus(Duration.ofDays(900)), 2, 7);
        join(now.minus(Duration.ofDays(100)), 3, 7);
        join(now, 4, 7);
        done(retention.sweep());
        assertEquals(List.of(4L, 3L), counts("pull_shark"));
        assertEquals(List.of(7L), counts("galaxy_brain"), "it never changed since");
        assertEquals(
                1,
                done(history.tracking(Optional.of(login), 10)).latest().size(),
                "of the looks only that of the last 90 days");
        assertEquals(4, done(history.tracking(Optional.of(login), 10)).total(), "all are counted still");
    }

    private void join(Instant at, long merged, long answers) {
        Facts facts = new Facts(
                "U_" + login,
                login.value(),
                Optional.empty(),
                Optional.empty(),
                Map.of(
                        "pull_shark", Finding.of(Count.exactly(merged)),
                        "galaxy_brain", Finding.of(Count.exactly(answers))));
        done(store.join(List.of(new Seen(facts, Look.at(at)))));
    }

    private List<Long> counts(String achievement) {
        return done(history.changes(login, Optional.of(achievement), Optional.empty(), 10)).stream()
                .map(History.Change::count)
                .toList();
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
