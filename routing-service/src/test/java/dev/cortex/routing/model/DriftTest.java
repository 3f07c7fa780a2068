package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class DriftTest {
    @Test
    void isSilentWhileErrorsStayAsTheyAre() {
        for (long seed = 1; seed <= 20; seed++) {
            assertEquals(0, alarmsAt(0.1, 3_000, new Drift(), new Random(seed)), "seed " + seed);
        }
    }

    @Test
    void isSilentWhileTheRouterGetsBetter() {
        Random random = new Random(1);
        Drift drift = new Drift();
        int alarms = 0;
        for (double rate = 1; rate > 0.05; rate -= 0.05) {
            alarms += alarmsAt(rate, 100, drift, random);
        }
        assertEquals(0, alarms);
    }

    @Test
    void raisesTheAlarmSoonAfterEverythingIsWrong() {
        Drift drift = new Drift();
        alarmsAt(0.1, 2_000, drift, new Random(3));
        int examples = 1;
        while (!drift.add(true)) {
            examples++;
        }
        assertTrue(examples < 40, "" + examples);
        assertEquals(1, drift.alarms());
    }

    private static int alarmsAt(double rate, int examples, Drift drift, Random random) {
        int alarms = 0;
        for (int n = 0; n < examples; n++) {
            alarms += drift.add(random.nextDouble() < rate) ? 1 : 0;
        }
        return alarms;
    }
}
