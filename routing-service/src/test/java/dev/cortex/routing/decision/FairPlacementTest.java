package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.Settings;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Strategy;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import dev.cortex.routing.workforce.Places;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairPlacementTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<String> away = new HashSet<>();
    private final Counted places = new Counted();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FairPlacement placement = placement(Map.of());
    private final Space mesh = space(Spaces.DEFAULT, Map.of("a", 0, "b", 0, "c", 0));

    @Test
    void asARuleTheModelsChoiceStands() {
        Routed routed = routed("t", "a", 0.6, "b", 0.3);
        assertEquals(List.of(routed), place(mesh, routed));
    }

    @Test
    void anExpertWithoutWorkersIsPassedOver() {
        away.add("a");
        Routed placed = place(mesh, routed("t", "a", 0.9, "b", 0.08)).getFirst();
        assertEquals("b", placed.decision().expert());
        assertEquals(0.08, placed.decision().confidence());
        assertEquals(Strategy.SECOND_CHOICE, placed.decision().strategy());
        assertEquals(Optional.of(new Diversion("a", Diversion.Reason.NO_WORKERS)), placed.diverted());
        assertEquals(
                "because; goes to b because a has no workers now",
                placed.decision().explanation());
    }

    @Test
    void whenNobodyHasWorkersTheFirstChoiceStands() {
        away.addAll(Set.of("a", "b"));
        assertEquals("a", expert(mesh, routed("t", "a", 0.9, "b", 0.08)));
    }

    @Test
    void workersServeOnlyTheMeshesOwnSpace() {
        away.add("a");
        assertEquals("a", expert(space("other", Map.of("a", 0, "b", 0)), routed("t", "a", 0.9, "b", 0.08)));
    }

    @Test
    void whatIsTooMuchForOneGoesToTheNextWithRoom() {
        Space space = space("s", Map.of("a", 1, "b", 2, "c", 0));
        List<Routed> placed = place(
                space,
                routed("1", "a", 0.9, "b", 0.08),
                routed("2", "a", 0.9, "b", 0.08),
                routed("3", "a", 0.9, "b", 0.08),
                routed("4", "a", 0.9, "b", 0.08));
        assertEquals(
                List.of("a", "b", "b", "a"),
                placed.stream().map(one -> one.decision().expert()).toList());
        assertEquals(
                Optional.of(new Diversion("a", Diversion.Reason.CAPACITY)),
                placed.get(1).diverted());
        assertTrue(placed.get(3).decision().explanation().contains("no free place"));
        assertEquals(1, meters.counter("cortex.routing.capacity.exceeded").count());
    }

    @Test
    void whoHasRoomForAllIsNotAskedFor() {
        expert(space("s", Map.of("a", 0, "b", 5)), routed("t", "a", 0.9, "b", 0.08));
        assertEquals(List.of(), places.wishes);
        expert(space("s", Map.of("a", 5, "b", 0, "c", 5)), routed("t", "a", 0.9, "b", 0.08, "c", 0.01));
        assertEquals(List.of(new Places.Wish("t", List.of("a", "b"))), places.wishes);
    }

    @Test
    void whenNothingIsKnownOfPlacesTheFirstChoiceStands() {
        places.unknown = true;
        assertEquals("a", expert(space("s", Map.of("a", 1)), routed("t", "a", 0.9, "b", 0.08)));
    }

    @Test
    void aTaskThatNamesItsExpertGoesNowhereElse() {
        away.add("a");
        Space space = space(Spaces.DEFAULT, Map.of("a", 1, "b", 0));
        Decision decision =
                new Decision("a", 1, Strategy.SINGLE_EXPERT, Method.NAMED, List.of(), Map.of("a", 1.0), "named", 1);
        for (String task : List.of("1", "2")) {
            Routed named = new Routed(space.name(), new Task(task, "", "", ""), Instant.EPOCH, decision, false);
            assertEquals("a", expert(space, named));
        }
    }

    @Test
    void doubtfulTasksEvenTheLoadOut() {
        FairPlacement quick = placement(Map.of("balance.window", "20"));
        Map<String, Integer> given = new HashMap<>();
        for (int n = 0; n < 200; n++) {
            Routed placed = quick.place(mesh, List.of(routed("t" + n, "a", 0.4, "b", 0.37, "c", 0.1)))
                    .await()
                    .atMost(PATIENCE)
                    .getFirst();
            given.merge(placed.decision().expert(), 1, Integer::sum);
            assertEquals(
                    placed.decision().expert().equals("b"), placed.diverted().isPresent());
            assertEquals(Strategy.MULTI_EXPERT_PARALLEL, placed.decision().strategy());
            assertEquals(
                    placed.decision().expert(), placed.decision().parallel().getFirst());
        }
        assertTrue(given.get("b") > 50 && given.get("a") > 50, given.toString());
        assertTrue(!given.containsKey("c"));
    }

    @Test
    void whatFitsNobodyStaysWithTheFallback() {
        FairPlacement quick = placement(Map.of("balance.window", "20"));
        IntStream.range(0, 100).forEach(n -> {
            Routed routed = routed("t", "c", 0.1, "a", 0.2, "b", 0.15);
            assertEquals(
                    "c",
                    quick.place(mesh, List.of(routed))
                            .await()
                            .atMost(PATIENCE)
                            .getFirst()
                            .decision()
                            .expert());
        });
    }

    private FairPlacement placement(Map<String, String> settings) {
        return new FairPlacement(
                places, away::contains, new Spaces(Settings.defaults(), meters), Settings.with(settings), meters);
    }

    private String expert(Space space, Routed routed) {
        return place(space, routed).getFirst().decision().expert();
    }

    private List<Routed> place(Space space, Routed... routed) {
        return placement.place(space, List.of(routed)).await().atMost(PATIENCE);
    }

    /** @param ranking experts and their probabilities, the choice first */
    private static Routed routed(String task, Object... ranking) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (int at = 0; at < ranking.length; at += 2) {
            scores.put((String) ranking[at], (Double) ranking[at + 1]);
        }
        boolean sure = (double) ranking[1] > 0.5;
        Decision decision = new Decision(
                (String) ranking[0],
                (double) ranking[1],
                sure ? Strategy.SINGLE_EXPERT : Strategy.MULTI_EXPERT_PARALLEL,
                Method.PRIOR,
                sure ? List.of() : List.of("a", "b"),
                scores,
                "because",
                1);
        return new Routed("s", new Task(task, "", "", ""), Instant.EPOCH, decision, false);
    }

    private static Space space(String name, Map<String, Integer> capacities) {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        capacities.forEach(
                (id, capacity) -> router.put(new Expert(id, "", List.of(), List.of(), List.of(), List.of(), capacity)));
        return new Space(name, router);
    }

    /** Places as a map; the capacities are the space's. */
    private static final class Counted implements Places {
        private final Map<String, Integer> taken = new HashMap<>();
        private final List<Wish> wishes = new ArrayList<>();
        private boolean unknown;

        @Override
        public Uni<Map<String, Seat>> take(Space space, List<Wish> asked) {
            wishes.addAll(asked);
            Map<String, Seat> seats = new HashMap<>();
            if (!unknown) {
                asked.forEach(wish -> seats.put(wish.task(), seat(space, wish)));
            }
            return Uni.createFrom().item(seats);
        }

        private Seat seat(Space space, Wish wish) {
            Optional<String> free = wish.choices().stream()
                    .filter(expert ->
                            taken.getOrDefault(expert, 0) < space.capacities().getOrDefault(expert, Integer.MAX_VALUE))
                    .findFirst();
            String expert = free.orElse(wish.choices().getFirst());
            taken.merge(expert, 1, Integer::sum);
            return new Seat(expert, free.isEmpty());
        }

        @Override
        public void leave(String space, Collection<String> tasks) {
            throw new UnsupportedOperationException();
        }
    }
}
