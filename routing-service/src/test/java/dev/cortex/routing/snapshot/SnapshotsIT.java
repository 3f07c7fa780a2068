package dev.cortex.routing.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.Spaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class SnapshotsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    SnapshotStore store;

    @Inject
    Spaces spaces;

    @Inject
    Pool pool;

    @Test
    void whatWasKeptComesBackAndLearnsOnTheSame() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 40);
        for (String id : List.of("alpha", "beta", "gone")) {
            router.put(new Expert(id, "Does " + id, List.of("t-" + id), List.of(id), List.of(), List.of("x"), 1));
        }
        router.retire("gone");
        learn(router, 0, 300);
        keep(head(), router);
        Router back = StateBytes.read(latest().body().getBytes(), spaces::read);
        assertEquals(router.state(), back.state());
        assertEquals(router.experts(), back.experts());
        learn(router, 300, 600);
        learn(back, 300, 600);
        assertEquals(router.state(), back.state());
        assertEquals(router.decide(task(7)), back.decide(task(7)));
    }

    @Test
    void onlyTheLastPlacesAreKept() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        for (long place = head() - 5; place <= head(); place++) {
            keep(place, router);
        }
        assertEquals(head(), latest().seq());
        assertEquals(3, count());
    }

    @Test
    void oneBeyondTheEndOfTheLogIsNotUsed() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        keep(head() - 1, router);
        keep(head() + 1_000_000, router);
        assertEquals(head() - 1, latest().seq());
    }

    @Test
    void oneThatIsCutShortIsTold() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        learn(router, 0, 50);
        byte[] body = StateBytes.write(router::write);
        byte[] cut = Arrays.copyOf(body, body.length / 2);
        assertThrows(UncheckedIOException.class, () -> StateBytes.read(cut, spaces::read));
    }

    @AfterEach
    void forget() {
        pool.query("DELETE FROM routing.model_snapshots").execute().await().atMost(PATIENCE);
    }

    private long head() {
        return number("SELECT seq AS n FROM routing.log_head");
    }

    private long count() {
        return number("SELECT count(DISTINCT seq) AS n FROM routing.model_snapshots");
    }

    private long number(String sql) {
        return pool.query(sql)
                .execute()
                .await()
                .atMost(PATIENCE)
                .iterator()
                .next()
                .getLong("n");
    }

    private void keep(long place, Router router) {
        Snapshot snapshot = new Snapshot(
                place,
                "kept",
                router.epoch(),
                router.state().weightsHash(),
                router.state().examples(),
                Buffer.buffer(StateBytes.write(router::write)),
                null);
        store.keep(List.of(snapshot), 3).await().atMost(PATIENCE);
    }

    private Snapshot latest() {
        return store.latest().await().atMost(PATIENCE).getFirst();
    }

    private static void learn(Router router, int from, int to) {
        for (int n = from; n < to; n++) {
            router.learn(new Judgement(task(n), n % 3 == 0 ? "alpha" : "beta", n % 7 > 0, 1));
        }
    }

    private static Task task(int n) {
        return new Task("t" + n, "noop", "low", "polish lens " + n % 50 + " of telescope " + n % 3);
    }
}
