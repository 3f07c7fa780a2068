package dev.cortex.routing.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    private static final int TASKS = 20_000;

    @Test
    void aShareOfTheTasksFallsToTheCandidate() {
        for (double share : new double[] {0.01, 0.1, 0.5, 0.9}) {
            assertEquals(share, share("e", share), 4 * Math.sqrt(share * (1 - share) / TASKS));
        }
        assertEquals(1, share("e", 1));
    }

    @Test
    void aLargerShareTakesTheSameTasksAndMore() {
        assertTrue(IntStream.range(0, TASKS)
                .filter(n -> Assignment.falls("e", "t" + n, 0.2))
                .allMatch(n -> Assignment.falls("e", "t" + n, 0.3)));
    }

    @Test
    void twoExperimentsDivideTasksIndependently() {
        long both = IntStream.range(0, TASKS)
                .filter(n -> Assignment.falls("one", "t" + n, 0.5) && Assignment.falls("two", "t" + n, 0.5))
                .count();
        assertEquals(0.25, both / (double) TASKS, 0.015);
    }

    private static double share(String experiment, double share) {
        return IntStream.range(0, TASKS)
                        .filter(n -> Assignment.falls(experiment, "task-" + n, share))
                        .count()
                / (double) TASKS;
    }
}
