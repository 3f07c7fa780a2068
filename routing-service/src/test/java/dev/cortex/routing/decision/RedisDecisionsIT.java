package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Strategy;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.text.Signature;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class RedisDecisionsIT {
    private static final Duration OFFER_EVERY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIFE = Duration.ofMinutes(5);

    @Inject
    RedisDecisions shared;

    @Inject
    RedisDataSource redis;

    @Test
    void whatIsOfferedIsFoundWholeAndEndsFiveMinutesAfterItWasMade() {
        DecisionKey key = key();
        Decision decision = decision("because \"of\" \u00e9\ud83e\udd16");
        SharedDecisions.Kept kept = offered(key, decision);
        assertEquals(decision, kept.decision());
        assertEquals(
                List.of("zebra", "ant"), List.copyOf(kept.decision().scores().keySet()));
        assertTrue(kept.left().compareTo(LIFE) < 0 && kept.left().compareTo(LIFE.minus(PATIENCE)) > 0);
        long ttl = redis.key().pttl(redisKey(key));
        assertTrue(ttl > 0 && ttl <= LIFE.toMillis(), "" + ttl);
    }

    @Test
    void aSecondOfferDoesNotLengthenTheLife() {
        DecisionKey key = key();
        offered(key, decision("first"));
        redis.key().pexpire(redisKey(key), 60_000);
        shared.offer(key, decision("second"));
        offered(key(), decision("what was offered before is through"));
        assertEquals("first", offered(key, decision("third")).decision().explanation());
        assertTrue(redis.key().pttl(redisKey(key)) <= 60_000);
    }

    @Test
    void whatCanNotBeReadIsAMiss() {
        DecisionKey key = key();
        offered(key, decision("x"));
        for (String value : List.of("", "{", "null", "{\"until\":1,\"decision\":null}", "[]", "7")) {
            redis.value(String.class).set(redisKey(key), value);
            assertEquals(Map.of(), shared.find(List.of(key)).await().atMost(PATIENCE), value);
        }
    }

    /** The bounds are on how long each of them may take at most; together they must be far below the pause of Redis. */
    @Test
    void aRedisThatHangsIsNotWaitedFor() {
        redis.execute("CLIENT", "PAUSE", "3000");
        long start = System.nanoTime();
        IntStream.range(0, 500)
                .forEach(n -> assertEquals(
                        Map.of(), shared.find(List.of(key())).await().atMost(PATIENCE)));
        long millis = (System.nanoTime() - start) / 1_000_000;
        assertTrue(millis < 2_500, millis + " ms for 500 questions");
    }

    /**
     * Offers until it is found: what is offered while Redis hangs, or the breaker is still open from then, is lost. Now and
     * then only, because a replica may not offer without end.
     */
    private SharedDecisions.Kept offered(DecisionKey key, Decision decision) {
        long begun = System.nanoTime();
        long nextOffer = 0;
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            if (System.nanoTime() - begun >= nextOffer) {
                shared.offer(key, decision);
                nextOffer += OFFER_EVERY.toNanos();
            }
            SharedDecisions.Kept kept =
                    shared.find(List.of(key)).await().atMost(PATIENCE).get(key);
            if (kept != null) {
                return kept;
            }
        }
        throw new AssertionError("not found");
    }

    private String redisKey(DecisionKey key) {
        List<String> keys = redis.key().keys("cortex:routing:decision:*" + key.written());
        assertEquals(1, keys.size());
        return keys.getFirst();
    }

    private static DecisionKey key() {
        return new DecisionKey("s", new Space.Edition(7, 42), "t", "high", Signature.of(UUID.randomUUID() + ""));
    }

    private static Decision decision(String explanation) {
        Map<String, Double> scores = new LinkedHashMap<>();
        scores.put("zebra", 0.9123456789012345);
        scores.put("ant", 0.08);
        return new Decision(
                "zebra", 0.9123456789012345, Strategy.SINGLE_EXPERT, Method.PRIOR, List.of(), scores, explanation, 7);
    }
}
