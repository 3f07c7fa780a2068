package dev.cortex.achievement.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant START = Instant.parse("2008-01-01T00:00:00Z");

    @Test
    void isTooFullAboveAThousandUnlessItIsASecondLong() {
        Window day = new Window(START, START.plusSeconds(86_400));
        assertFalse(day.tooFull(1_000));
        assertTrue(day.tooFull(1_001));
        assertFalse(new Window(START, START).tooFull(5_000));
    }

    /** Halved and grown by any contents, the windows follow each other without a gap, an overlap or an end. */
    @Test
    void coverEverySecondOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int run = 0; run < 200; run++) {
            Instant end = START.plusSeconds(random.nextInt(1_000_000));
            Window window = new Window(START, end);
            List<Window> read = new ArrayList<>();
            for (int step = 0; step < 100_000; step++) {
                if (window.tooFull(random.nextInt(2_000))) {
                    window = window.firstHalf();
                    continue;
                }
                read.add(window);
                if (window.reaches(end)) {
                    break;
                }
                window = window.next(end);
            }
            assertEquals(START, read.getFirst().from(), "seed " + seed);
            assertEquals(end, read.getLast().to(), "seed " + seed);
            for (int i = 1; i < read.size(); i++) {
                assertEquals(read.get(i - 1).to().plusSeconds(1), read.get(i).from(), "seed " + seed);
            }
        }
    }
}
