package dev.cortex.worker.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.worker.policy.RetryPolicy.AfterFailure;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {
    private final RetryPolicy policy = new RetryPolicy(Duration.ofMillis(500), Duration.ofSeconds(60));

    @Test
    void boundDoublesUntilTheMaximum() {
        assertEquals(Duration.ofMillis(500), policy.backoff(1, 1.0));
        assertEquals(Duration.ofSeconds(1), policy.backoff(2, 1.0));
        assertEquals(Duration.ofSeconds(32), policy.backoff(7, 1.0));
        assertEquals(Duration.ofSeconds(60), policy.backoff(8, 1.0));
        assertEquals(Duration.ofSeconds(60), policy.backoff(10_000, 1.0));
    }

    @Test
    void chanceSpreadsOverTheWholeBound() {
        assertEquals(Duration.ZERO, policy.backoff(3, 0.0));
        assertEquals(Duration.ofMillis(500), policy.backoff(3, 0.25));
    }

    @Test
    void waitStaysWithinItsBoundForAnyChance() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 10_000; i++) {
            int retry = 1 + random.nextInt(100);
            Duration wait = policy.backoff(retry, random.nextDouble());
            assertTrue(
                    !wait.isNegative() && wait.compareTo(policy.backoff(retry, 1.0)) <= 0,
                    "seed " + seed + ": " + wait);
        }
    }

    @Test
    void lastAttemptAndFinalFailureGiveUp() {
        assertInstanceOf(AfterFailure.TryAgain.class, policy.after(4, 5, true, 0.5));
        assertEquals(new AfterFailure.GiveUp("all 5 attempts failed"), policy.after(5, 5, true, 0.5));
        assertEquals(new AfterFailure.GiveUp("the failure is final"), policy.after(1, 5, false, 0.5));
    }

    @Test
    void refusesNonsense() {
        assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(Duration.ZERO, Duration.ofSeconds(1)));
        assertThrows(IllegalArgumentException.class, () -> policy.backoff(0, 0.5));
        assertThrows(IllegalArgumentException.class, () -> policy.backoff(1, 1.5));
    }
}
