package dev.cortex.routing.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowanceTest {
    private final Allowance allowance = new Allowance(10, 1_000, 0);

    @Test
    void givesSoManyAtOnceAndNoMore() {
        assertEquals(10, taken(50, 0));
    }

    @Test
    void comesBackWithTime() {
        taken(50, 0);
        assertEquals(5, taken(50, 500));
        assertEquals(10, taken(50, 100_000));
    }

    private long taken(int times, long nowNanos) {
        return IntStream.range(0, times).filter(n -> allowance.take(nowNanos)).count();
    }
}
