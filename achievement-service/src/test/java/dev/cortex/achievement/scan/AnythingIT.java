package dev.cortex.achievement.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.SimulatedPages;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Margin;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.progress.RulebookFile;
import dev.cortex.achievement.rules.Opportunity;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.mesh.json.MeshJson;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever GitHub throws, no number is wrong without being marked: it is exact and true, or a range with the truth in it. */
class AnythingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Margin MARGIN = new Margin(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final int USERS = 12;
    private static final int STEPS = 14;
    private static final Rulebook RULEBOOK = RulebookFile.load();

    private static final List<String> FAULTS = List.of(
            "{\"kind\": \"502\", \"count\": %d}",
            "{\"kind\": \"504\", \"count\": %d}",
            "{\"kind\": \"drop\", \"count\": %d}",
            "{\"kind\": \"rate_limited\", \"count\": %d}",
            "{\"kind\": \"secondary\", \"count\": %d, \"retry_after_seconds\": 1}",
            "{\"kind\": \"suspended_token\", \"count\": %d}",
            "{\"kind\": \"bad_credentials\", \"count\": %d}",
            "{\"kind\": \"partial\", \"count\": %d}",
            "{\"kind\": \"not_found_alias\", \"count\": %d}",
            "{\"kind\": \"resource_limits\", \"count\": %d}",
            "{\"kind\": \"bad_json\", \"count\": %d}",
            "{\"kind\": \"slow\", \"count\": %d, \"millis\": 50}");

    private final SimulatedPages simulated = new SimulatedPages();
    private Optional<Snapshot> known = Optional.empty();

    @Test
    void noNumberIsWrongWithoutBeingMarked() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        try (simulated) {
            for (int i = 0; i < USERS; i++) {
                one(new Login("any-" + Long.toString(random.nextLong(1L << 40), 36)), random, "seed " + seed + ": ");
            }
        }
    }

    private void one(Login login, Random random, String where) throws Exception {
        known = Optional.empty();
        JsonNode user = truth(login);
        FakeScanStore store = new FakeScanStore(user.path("id").asText(), login.value(), RULEBOOK.version());
        ScanRunner runner = new ScanRunner(
                simulated.pages(),
                store,
                (_, surveys) -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> known = known.map(snapshot -> snapshot.surveyed(surveys))),
                RULEBOOK,
                new ScanMetrics(new SimpleMeterRegistry()),
                Clock.systemUTC());
        look(login);
        Map<String, Long> proven = new HashMap<>();
        for (int step = 0; step < STEPS; step++) {
            if (random.nextInt(3) == 0) {
                happen(login, random);
            }
            if (random.nextInt(2) == 0) {
                String fault = FAULTS.get(random.nextInt(FAULTS.size()));
                simulated.admin("POST", "/_admin/faults", fault.formatted(1 + random.nextInt(4)));
            }
            switch (random.nextInt(3)) {
                case 0 -> look(login);
                case 1 -> scan(store, runner);
                default -> scanOrDie(store, runner, random);
            }
            check(login, proven, where + login + ", step " + step + ", ");
        }
        simulated.admin("DELETE", "/_admin/faults", "");
        look(login);
        for (int tries = 0; tries < 20 && (tries < 2 || store.state() != ScanStatus.State.COMPLETE); tries++) {
            scan(store, runner);
        }
        assertEquals(ScanStatus.State.COMPLETE, store.state(), where);
        check(login, proven, where + login + ", at the end, ");
        real(login).forEach((id, count) -> {
            Count told =
                    known.orElseThrow().observed(id).orElseThrow().finding().count();
            assertTrue(told.min() <= count && count <= told.max(), where + login + ": " + id + " is " + count);
            if (nothingPassedBy(store)) {
                assertEquals(Count.exactly(count), told, where + login + ": " + id);
            }
        });
    }

    /** A thing that GitHub did not show ten times in a row is passed by; then the range is all that can be told. */
    private static boolean nothingPassedBy(FakeScanStore store) {
        return store.walk().positions().values().stream()
                .flatMap(position -> position.done().stream())
                .allMatch(done ->
                        done.settled().open().isEmpty() && done.fresh().open().isEmpty());
    }

    /** What there is, with what happened since. */
    private Map<String, Long> real(Login login) throws Exception {
        Map<String, Long> all = new HashMap<>(past(login));
        since.getOrDefault(login, Map.of())
                .forEach((id, more) -> all.merge(id, more, id.equals("quickdraw") ? Math::max : Long::sum));
        return all;
    }

    private Map<String, Long> past(Login login) throws Exception {
        JsonNode counts = truth(login).path("counts");
        return Map.of(
                "pair_extraordinaire",
                counts.at("/pulls/coauthored").asLong()
                        + counts.at("/involved/coauthored").asLong(),
                "yolo",
                counts.at("/pulls/yolo").asLong(),
                "galaxy_brain",
                counts.at("/answers/strict").asLong(),
                "quickdraw",
                counts.at("/issues/quickdraw").asLong() >= 0 ? 1L : 0L);
    }

    private JsonNode truth(Login login) throws Exception {
        return MeshJson.mapper().readTree(simulated.admin("GET", "/_admin/users/" + login, ""));
    }

    private final Map<Login, Map<String, Long>> since = new HashMap<>();

    private void happen(Login login, Random random) {
        int count = 1 + random.nextInt(3);
        Map<String, Long> more = since.computeIfAbsent(login, _ -> new HashMap<>());
        switch (random.nextInt(5)) {
            case 0 -> {
                add(login, "{\"merged_pulls\": %d, \"coauthored\": true}", count);
                more.merge("pair_extraordinaire", (long) count, Long::sum);
            }
            case 1 -> {
                add(login, "{\"merged_pulls\": %d, \"yolo\": true}", count);
                more.merge("yolo", (long) count, Long::sum);
            }
            case 2 -> {
                add(login, "{\"accepted_answers\": %d}", count);
                more.merge("galaxy_brain", (long) count, Long::sum);
            }
            case 3 -> {
                add(login, "{\"involved_pulls\": %d, \"coauthored\": true}", count);
                more.merge("pair_extraordinaire", (long) count, Long::sum);
            }
            default -> {
                add(login, "{\"closed_issues\": %d, \"quick\": true}", count);
                more.put("quickdraw", 1L);
            }
        }
    }

    private void add(Login login, String what, int count) {
        simulated.admin("POST", "/_admin/users/" + login, "{\"add\": " + what.formatted(count) + "}");
    }

    private void look(Login login) {
        try {
            Facts facts =
                    simulated.github().facts(login, Urgency.PERSON).await().atMost(PATIENCE);
            Look now = Look.at(Instant.now());
            known = Optional.of(known.map(snapshot -> snapshot.joined(facts, now, MARGIN))
                    .orElseGet(() -> Snapshot.first(facts, now)));
        } catch (GitHubException failed) {
            // What is known stays.
        }
    }

    private void scan(FakeScanStore store, ScanRunner runner) {
        store.request("", "").await().atMost(PATIENCE);
        claimed(store, runner).await().atMost(PATIENCE);
    }

    /** The replica ends somewhere in between. */
    private void scanOrDie(FakeScanStore store, ScanRunner runner, Random random) {
        store.request("", "").await().atMost(PATIENCE);
        claimed(store, runner)
                .ifNoItem()
                .after(Duration.ofMillis(1 + random.nextInt(60)))
                .recoverWithUni(() -> Uni.createFrom().voidItem())
                .await()
                .atMost(PATIENCE);
    }

    private static Uni<Void> claimed(FakeScanStore store, ScanRunner runner) {
        return store.claim().flatMap(claim -> claim.map(runner::run)
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Those who know nothing of what happened since they looked are not wrong: they say when that was. */
    private void check(Login login, Map<String, Long> proven, String where) throws Exception {
        if (known.isEmpty()) {
            return;
        }
        Snapshot fresh = known.get();
        Map<String, Long> real = real(login);
        past(login).forEach((id, past) -> fresh.observed(id).ifPresent(observed -> {
            Count count = observed.finding().count();
            long most = real.getOrDefault(id, 0L);
            assertTrue(count.min() <= most, where + id + " is " + count + " of " + most);
            assertTrue(count.max() >= past, where + id + " is " + count + ", not " + past);
            assertTrue(count.min() >= proven.getOrDefault(id, 0L), where + id + " fell to " + count);
            proven.put(id, count.min());
        }));
        finishedOnesAreNoOpportunity(fresh, where);
    }

    private static void finishedOnesAreNoOpportunity(Snapshot snapshot, String where) {
        List<Standing> standings = RULEBOOK.standings(snapshot);
        Opportunity.among(standings, RULEBOOK)
                .forEach(one -> assertTrue(!one.standing().step().completed(), where + one));
    }
}
