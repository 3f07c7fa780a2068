package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.budget.Till.Errand;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TillTest {
    private static final Verdict TAKEN = new Verdict.Taken(Optional.of(1), Optional.empty());

    private final TestingClock clock = new TestingClock();
    private final List<String> sent = new ArrayList<>();

    @Test
    void paysFromAnotherAccountWhereOneIsRefused() {
        Till till = till(Map.of(), "bad", "good");
        Function<String, Verdict> verdict = token -> token.equals("bad") ? new Verdict.Refused() : TAKEN;
        for (int i = 0; i < 3; i++) {
            assertEquals("good", pay(till, verdict));
        }
        assertEquals(1, sent.stream().filter("bad"::equals).count(), "it is remembered: " + sent);
    }

    @Test
    void saysWhyWhenNoAccountIsLeft() {
        Till till = till(Map.of(), "a", "b");
        assertEquals("Refused[]", pay(till, _ -> new Verdict.Refused()));
        assertEquals(2, sent.size(), "each is tried once: " + sent);
    }

    @Test
    void saysThatThereIsNoTokenWithoutSending() {
        assertEquals("Penniless[]", pay(till(Map.of()), _ -> TAKEN));
        assertEquals(List.of(), sent);
    }

    @Test
    void waitsForAPlaceOfTheAccount() {
        Till till = till(Map.of("github.budget.concurrency-max", "1"), "a");
        CompletableFuture<String> gate = new CompletableFuture<>();
        CompletableFuture<String> first = till.pay(
                        Ask.of(Resource.GRAPHQL, 1, Urgency.PERSON),
                        new Errand<String>(
                                (_, _) -> Uni.createFrom().completionStage(gate), _ -> TAKEN, String::valueOf))
                .subscribeAsCompletionStage();
        CompletableFuture<String> second = errand(till, _ -> TAKEN).subscribeAsCompletionStage();
        assertEquals(List.of(), sent);
        gate.complete("first");
        assertEquals("first", first.join());
        assertEquals(
                "a", second.orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join());
    }

    @Test
    void givesThePlaceBackWhenSendingFails() {
        Till till = till(Map.of("github.budget.concurrency-max", "1", "github.concurrency-max", "1"), "a");
        Uni<String> broken = till.pay(
                Ask.of(Resource.GRAPHQL, 1, Urgency.PERSON),
                new Errand<String>(
                        (_, _) -> Uni.createFrom().failure(new IllegalStateException("broken")),
                        _ -> TAKEN,
                        String::valueOf));
        for (int i = 0; i < 3; i++) {
            assertThrows(IllegalStateException.class, () -> broken.await().atMost(Duration.ofSeconds(30)));
        }
        assertEquals("a", pay(till, _ -> TAKEN));
    }

    private String pay(Till till, Function<String, Verdict> verdict) {
        return errand(till, verdict).await().atMost(Duration.ofSeconds(30));
    }

    private Uni<String> errand(Till till, Function<String, Verdict> verdict) {
        return till.pay(
                Ask.of(Resource.GRAPHQL, 1, Urgency.PERSON),
                new Errand<>(
                        (token, _) -> Uni.createFrom().item(() -> {
                            sent.add(token.secret());
                            return token.secret();
                        }),
                        verdict,
                        String::valueOf));
    }

    private Till till(Map<String, String> settings, String... tokens) {
        return Tills.of(Configs.with(settings), List.of(tokens), clock);
    }
}
