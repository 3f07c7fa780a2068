package dev.cortex.worker.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.worker.policy.PoolAction.CollectGarbage;
import dev.cortex.worker.policy.PoolAction.Drain;
import dev.cortex.worker.policy.PoolAction.Kill;
import dev.cortex.worker.policy.PoolAction.Promote;
import dev.cortex.worker.policy.PoolAction.Start;
import dev.cortex.worker.policy.PoolAction.Stop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PoolPolicyTest {
    private static final long NOW = 1_000_000;
    private static final PoolLimits LIMITS = new PoolLimits(
            Duration.ofSeconds(20),
            Duration.ofSeconds(800),
            1_000,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(120),
            Duration.ofSeconds(10),
            3);
    private final PoolPolicy policy = new PoolPolicy(
            LIMITS, new StartPacing(Duration.ofMillis(500), 5, Duration.ofSeconds(300), Duration.ofSeconds(30)));

    @Test
    void startsWhatIsMissing() {
        assertEquals(List.of(new Start(), new Start(), new Start()), decide(2, 1));
        assertEquals(List.of(new Start()), decide(2, 1, active("a"), starting("s")));
    }

    @Test
    void promotesWarmOnesUntilEnoughAreActive() {
        assertEquals(List.of(new Promote("a"), new Promote("b")), decide(2, 1, warm("a"), warm("b"), warm("c")));
    }

    @Test
    void completePoolIsLeftAlone() {
        assertEquals(List.of(), decide(2, 1, active("a"), active("b"), warm("c")));
    }

    @Test
    void crashOfAnActiveOnePromotesTheWarmOneAndStartsAnother() {
        assertEquals(List.of(new Promote("w"), new Start()), decide(2, 1, active("a"), warm("w")));
    }

    @Test
    void memoryIsLookedAtTwiceWithACollectionBetween() {
        Worker first = active("a").over(1);
        assertEquals(List.of(new CollectGarbage("a")), decide(2, 1, first, active("b"), warm("w")));
        assertEquals(List.of(), decide(2, 1, first.collected(), active("b"), warm("w")));
        assertEquals(
                List.of(new Promote("w"), new Drain("a", RecycleReason.MEMORY), new Start()),
                decide(2, 1, active("a").over(2).collected(), active("b"), warm("w")));
    }

    @Test
    void withoutAWarmOneNobodyIsDrained() {
        assertEquals(List.of(), decide(2, 1, active("a").over(2).collected(), active("b"), starting("s")));
    }

    @Test
    void withNoWarmWishedOneIsMadeForTheOccasion() {
        Worker leaking = active("a").over(2).collected();
        assertEquals(List.of(new Start()), decide(2, 0, leaking, active("b")));
        assertEquals(
                List.of(new Promote("w"), new Drain("a", RecycleReason.MEMORY)),
                decide(2, 0, leaking, active("b"), warm("w")));
    }

    @Test
    void oneAtATime() {
        Worker leaking = active("a").over(2).collected();
        assertEquals(List.of(), decide(2, 1, leaking, active("b"), warm("w"), draining("d", RecycleReason.MEMORY)));
    }

    @Test
    void plannedReplacementsKeepTheirDistance() {
        Worker leaking = active("a").over(2).collected();
        assertEquals(List.of(), decideAfter(NOW - 9_999, leaking, active("b"), warm("w")));
        assertEquals(
                3, decideAfter(NOW - 10_000, leaking, active("b"), warm("w")).size());
    }

    @Test
    void silentWorkerIsReplacedWithoutRegardToTheDistance() {
        Worker silent = active("a").silentFor(20_001);
        assertEquals(
                List.of(new Promote("w"), new Drain("a", RecycleReason.HEARTBEAT), new Start()),
                decideAfter(NOW - 1, silent, active("b"), warm("w")));
        assertEquals(
                List.of(new Kill("a", "stopped answering")),
                decide(
                        2,
                        1,
                        draining("a", RecycleReason.HEARTBEAT).silentFor(20_250),
                        active("b"),
                        active("w"),
                        warm("n")));
    }

    @Test
    void freshWorkerAboveTheLimitRaisesAnAlarmInsteadOfALoop() {
        Worker fresh = active("a").over(2).collected().done(0);
        List<PoolAction> actions = decide(2, 1, fresh, active("b"), warm("w"));
        assertTrue(actions.size() == 1 && actions.getFirst() instanceof PoolAction.Alarm, actions.toString());
    }

    @Test
    void successorThatIsAboveTheLimitEndsReplacingForMemory() {
        List<PoolAction> actions = decide(
                2,
                1,
                active("a").over(2).collected(),
                active("b"),
                warm("w").over(2).collected());
        assertTrue(actions.size() == 1 && actions.getFirst() instanceof PoolAction.Alarm, actions.toString());
    }

    @Test
    void tasksAgeAndWishesRecycle() {
        assertEquals(
                new Drain("a", RecycleReason.TASKS),
                decide(2, 1, active("a").done(1_000), active("b"), warm("w")).get(1));
        assertEquals(
                new Drain("a", RecycleReason.AGE),
                decide(2, 1, active("a").startedAt(NOW - 800_001), active("b"), warm("w"))
                        .get(1));
        assertEquals(
                new Drain("b", RecycleReason.REQUESTED),
                decide(2, 1, active("a").done(1_000), active("b").wish(RecycleReason.REQUESTED), warm("w"))
                        .get(1));
    }

    @Test
    void drainedWorkerIsStoppedAndOneThatCanNotFinishIsKilled() {
        assertEquals(
                List.of(new Stop("d")),
                decide(
                        1,
                        1,
                        active("a"),
                        warm("w"),
                        draining("d", RecycleReason.AGE).drained()));
        assertEquals(
                List.of(new Kill("d", "did not finish in time")),
                decide(
                        1,
                        1,
                        active("a"),
                        warm("w"),
                        draining("d", RecycleReason.AGE).inStageFor(120_001)));
        assertEquals(
                List.of(new Kill("s", "did not end when told")),
                decide(1, 1, active("a"), warm("w"), new Worker("s", Stage.STOPPING).inStageFor(10_001)));
    }

    @Test
    void parkedOrStartingWorkerThatHangsIsKilled() {
        assertEquals(
                List.of(new Kill("w", "stopped answering while parked"), new Start()),
                decide(1, 1, active("a"), warm("w").silentFor(20_001)));
        assertEquals(
                List.of(new Kill("s", "was not ready in time")),
                decide(1, 1, active("a"), starting("s").inStageFor(60_001)));
    }

    @Test
    void smallerPoolDrainsAndStops() {
        assertEquals(
                List.of(new Drain("b", RecycleReason.SCALED_DOWN), new Stop("w")),
                decide(1, 0, active("a").startedAt(NOW - 5), active("b"), warm("w")));
    }

    @Test
    void failingStartsArePaced() {
        assertEquals(1, decideFailed(List.of(NOW - 10)).size());
        assertEquals(0, decideFailed(List.of(NOW - 900, NOW - 499)).size());
        assertEquals(1, decideFailed(List.of(NOW - 900, NOW - 500)).size());
        List<Long> five = List.of(NOW - 50_000, NOW - 40_000, NOW - 35_000, NOW - 32_000, NOW - 29_999);
        assertEquals(0, decideFailed(five).size());
        assertEquals(1, decideFailed(List.of(NOW - 301_000, NOW - 10)).size());
    }

    private List<PoolAction> decide(int active, int warm, Worker... workers) {
        return policy.decide(new SeenPool(
                NOW,
                active,
                warm,
                java.util.Arrays.stream(workers).map(Worker::seen).toList(),
                OptionalLong.empty(),
                List.of()));
    }

    private List<PoolAction> decideAfter(long lastRecycleMillis, Worker... workers) {
        return policy.decide(new SeenPool(
                NOW,
                2,
                1,
                java.util.Arrays.stream(workers).map(Worker::seen).toList(),
                OptionalLong.of(lastRecycleMillis),
                List.of()));
    }

    private List<PoolAction> decideFailed(List<Long> failuresMillis) {
        return policy.decide(new SeenPool(NOW, 1, 0, List.of(), OptionalLong.empty(), failuresMillis));
    }

    private static Worker starting(String id) {
        return new Worker(id, Stage.STARTING);
    }

    private static Worker warm(String id) {
        return new Worker(id, Stage.WARM).done(0);
    }

    private static Worker active(String id) {
        return new Worker(id, Stage.ACTIVE);
    }

    private static Worker draining(String id, RecycleReason reason) {
        return new Worker(id, Stage.DRAINING).draining(reason);
    }

    /** A healthy worker, changed where a test wants it. */
    private static final class Worker {
        private final String id;
        private final Stage stage;
        private long startedMillis = NOW - 100_000;
        private long stageSinceMillis = NOW - 1_000;
        private long lastBeatMillis = NOW - 500;
        private int overLimit;
        private boolean collected;
        private long tasksDone = 10;
        private boolean drained;
        private Optional<RecycleReason> wish = Optional.empty();
        private Optional<RecycleReason> draining = Optional.empty();

        Worker(String id, Stage stage) {
            this.id = id;
            this.stage = stage;
        }

        Worker over(int measurements) {
            overLimit = measurements;
            return this;
        }

        Worker collected() {
            collected = true;
            return this;
        }

        Worker done(long tasks) {
            tasksDone = tasks;
            return this;
        }

        Worker startedAt(long millis) {
            startedMillis = millis;
            return this;
        }

        Worker silentFor(long millis) {
            lastBeatMillis = NOW - millis;
            return this;
        }

        Worker inStageFor(long millis) {
            stageSinceMillis = NOW - millis;
            return this;
        }

        Worker drained() {
            drained = true;
            return this;
        }

        Worker wish(RecycleReason reason) {
            wish = Optional.of(reason);
            return this;
        }

        Worker draining(RecycleReason reason) {
            draining = Optional.of(reason);
            return this;
        }

        SeenWorker seen() {
            return new SeenWorker(
                    id,
                    stage,
                    startedMillis,
                    stageSinceMillis,
                    lastBeatMillis,
                    overLimit,
                    collected,
                    0,
                    tasksDone,
                    drained,
                    wish,
                    draining);
        }
    }
}
