package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.Settings;
import dev.cortex.routing.experiment.Arms;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.Space;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Task SURE = new Task("a", "bake", "", "bake the bread");
    private static final Task UNSURE = new Task("b", "", "", "something else");

    private final Together together = new Together();
    private final Decisions first = decisions();
    private final Decisions second = decisions();

    @Test
    void whatOneReplicaDecidedAnotherReuses() {
        Space one = space("baker", "smith");
        Space other = space("baker", "smith");
        assertFalse(route(first, one, SURE).cached());
        Routed reused = route(second, other, SURE);
        assertTrue(reused.cached());
        assertEquals(route(first, one, SURE).decision(), reused.decision());
    }

    @Test
    void whatIsNotSureIsDecidedAnew() {
        route(first, space("baker", "smith"), UNSURE);
        assertFalse(route(second, space("baker", "smith"), UNSURE).cached());
        assertEquals(Set.of(), together.kept.keySet());
    }

    @Test
    void aTaskIsSharedOnlyWithItself() {
        Space space = space("baker", "smith");
        route(first, space, SURE);
        Stream.of(
                        new Task("c", "bake", "", "bake the bred"),
                        new Task("c", "bake.x", "", "bake the bread"),
                        new Task("c", "bake", "high", "bake the bread"))
                .forEach(other -> assertFalse(route(second, space, other).cached()));
        assertTrue(route(second, space, new Task("c", "bake", "", " Bake  the bread"))
                .cached());
    }

    @Test
    void aLearnedChangeShowsAtOnce() {
        Router router = router("baker", "smith");
        route(first, new Space("s", router), SURE);
        router.learn(new Judgement(SURE, "smith", true, 1));
        assertFalse(route(second, new Space("s", router), SURE).cached());
    }

    @Test
    void modelsOfOneNameAndEpochThatLearnedOtherThingsShareNothing() {
        Router one = router("baker", "smith");
        Router other = router("baker", "smith");
        one.learn(new Judgement(UNSURE, "smith", true, 1));
        other.learn(new Judgement(UNSURE, "baker", true, 1));
        assertEquals(one.epoch(), other.epoch());
        assertNotEquals(new Space("s", one).edition(), new Space("s", other).edition());
        route(first, new Space("s", one), SURE);
        assertFalse(route(second, new Space("s", other), SURE).cached());
    }

    @Test
    void otherExpertsAreAnotherModel() {
        assertEquals(space("baker", "smith").edition(), space("baker", "smith").edition());
        assertNotEquals(
                space("baker", "smith").edition(), space("baker", "miller").edition());
    }

    @Test
    void aBatchIsAnsweredInItsOrderByBothLevels() {
        Space space = space("baker", "smith");
        route(first, space, SURE);
        Task forged = new Task("f", "smith", "", "forge a sword");
        List<Routed> routed =
                second.route(space, List.of(UNSURE, SURE, forged, SURE)).await().atMost(PATIENCE);
        assertEquals(
                List.of("b", "a", "f", "a"),
                routed.stream().map(one -> one.task().id()).toList());
        assertEquals(
                List.of(false, true, false, true),
                routed.stream().map(Routed::cached).toList());
        assertEquals(2, together.questions);
    }

    @Test
    void aSpaceWithoutExpertsDecidesNothing() {
        assertEquals(List.of(), first.route(space(), List.of(SURE)).await().atMost(PATIENCE));
    }

    private static Routed route(Decisions decisions, Space space, Task task) {
        return decisions.route(space, List.of(task)).await().atMost(PATIENCE).getFirst();
    }

    private Decisions decisions() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        return new Decisions(
                new DecisionCache(Settings.defaults(), meters),
                together,
                Placement.AS_DECIDED,
                Arms.NONE,
                InstantSource.system(),
                meters);
    }

    private static Space space(String... experts) {
        return new Space("s", router(experts));
    }

    private static Router router(String... experts) {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        Stream.of(experts)
                .map(id -> new Expert(
                        id, "", List.of(id.equals("baker") ? "bake" : id), List.of(), List.of(), List.of(), 0))
                .forEach(router::put);
        return router;
    }

    /** Redis as a map. */
    private static final class Together implements SharedDecisions {
        private final Map<DecisionKey, Kept> kept = new HashMap<>();
        private int questions;

        @Override
        public boolean worthAsking() {
            return true;
        }

        @Override
        public Uni<Map<DecisionKey, Kept>> find(List<DecisionKey> keys) {
            questions++;
            Map<DecisionKey, Kept> found = new HashMap<>(kept);
            found.keySet().retainAll(keys);
            return Uni.createFrom().item(found);
        }

        @Override
        public void offer(DecisionKey key, Decision decision) {
            kept.putIfAbsent(key, new Kept(decision, Duration.ofMinutes(5)));
        }
    }
}
