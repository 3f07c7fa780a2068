package dev.cortex.achievement.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.walk.Item;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Page;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Walk;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PostgresScansIT.Unswept.class)
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class PostgresScansIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    /** The test alone claims. */
    public static final class Unswept implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("cortex.achievement.scan.sweep-every", "1d", "cortex.achievement.scan.lease", "1h");
        }
    }

    @Inject
    PostgresScans scans;

    @Inject
    Pool pool;

    private final String node = "U_" + UUID.randomUUID();

    @BeforeEach
    void alone() {
        done(pool.query("DELETE FROM achievement.scans").execute());
    }

    @Test
    void isClaimedByOneOfManyWhoTry() {
        request();
        List<Optional<Claim>> claims = done(Multi.createFrom()
                .range(0, 20)
                .onItem()
                .transformToUni(_ -> scans.claim())
                .merge(8)
                .collect()
                .asList());
        assertEquals(1, claims.stream().filter(Optional::isPresent).count());
    }

    @Test
    void givesWhoGoesOnThePositionThatWasKept() {
        request();
        Claim first = claim();
        Position position = Position.first(Kind.MERGES).begun(NOW).after(page(), NOW);
        assertTrue(done(scans.keep(first, position, 2, 3)));
        endLease();
        Claim second = claim();
        assertEquals(position, second.walk().position(Kind.MERGES));
        assertEquals(Position.first(Kind.ANSWERS), second.walk().position(Kind.ANSWERS));
    }

    @Test
    void refusesWhatALateReaderWrites() {
        request();
        Claim late = claim();
        endLease();
        Claim now = claim();
        Position position = Position.first(Kind.MERGES).begun(NOW).after(page(), NOW);
        assertFalse(done(scans.keep(late, position, 1, 1)));
        assertFalse(done(scans.pause(late, List.of(position), Duration.ZERO, "late")));
        assertFalse(done(scans.complete(late)));
        assertTrue(done(scans.keep(now, position, 1, 1)));
    }

    @Test
    void restsUntilItsTime() {
        request();
        assertTrue(done(scans.pause(claim(), List.of(), Duration.ofHours(1), "out_of_budget")));
        assertEquals(Optional.empty(), done(scans.claim()));
        request();
        assertEquals(Optional.empty(), done(scans.claim()), "impatience does not shorten a rest");
        done(pool.query("UPDATE achievement.scans SET resume_at = now()").execute());
        assertEquals(1, claim().pauses());
    }

    @Test
    void isNotBegunAgainRightAfterItsEndButLater() {
        request();
        assertTrue(done(scans.complete(claim())));
        request();
        assertEquals(Optional.empty(), done(scans.claim()));
        done(pool.query("UPDATE achievement.scans SET completed_at = now() - interval '1 hour'")
                .execute());
        request();
        assertTrue(done(scans.claim()).isPresent());
    }

    @Test
    void keepsEveryPositionOfAnotherPass() {
        request();
        Claim claim = claim();
        Walk walk = Walk.first("9.9").requested("9.9", NOW);
        assertTrue(done(scans.begin(claim, walk)));
        endLease();
        assertEquals(walk, claim().walk());
    }

    private void request() {
        done(scans.request(node, "octocat"));
    }

    private Claim claim() {
        return done(scans.claim()).orElseThrow();
    }

    private void endLease() {
        done(pool.query("UPDATE achievement.scans SET lease_until = now()").execute());
    }

    private static Page page() {
        Instant merged = NOW.minusSeconds(3_600);
        Item item = new Item(
                merged, merged, Set.of("yolo"), Set.of("pair_extraordinaire"), Optional.of("R_1"), Optional.empty());
        return new Page(List.of(item), 1, 70, Optional.of("cursor"), 1, 1);
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
