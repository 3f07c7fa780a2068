package dev.cortex.mesh.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairOrderTest {
    private static final List<String> STREAMS = List.of("a", "b", "c", "d");

    @Test
    void oneStreamIsAlwaysFirst() {
        FairOrder order = new FairOrder();
        order.served(true, 1_000);
        assertEquals(List.of("a"), order.next(List.of("a")));
    }

    @Test
    void thePriorityComesFirst() {
        assertEquals(STREAMS, new FairOrder().next(STREAMS));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whileAllAreFullOneEntryInFourIsOfTheOthersWhateverTheSizesOfReads(long seed) {
        Random random = new Random(seed);
        FairOrder order = new FairOrder();
        Map<String, Integer> served = new HashMap<>();
        for (int read = 0; read < 4_000; read++) {
            int room = random.nextInt(4) == 0 ? 1 + random.nextInt(20) : 1;
            String stream = order.next(STREAMS).getFirst();
            served.merge(stream, room, Integer::sum);
            order.served(stream.equals("a"), room);
        }
        int all = served.values().stream().mapToInt(Integer::intValue).sum();
        assertEquals(0.75, served.getOrDefault("a", 0) / (double) all, 0.05, "seed " + seed + ": " + served);
        for (String lower : List.of("b", "c", "d")) {
            assertTrue(served.getOrDefault(lower, 0) > all / 20, "seed " + seed + ": " + served);
        }
    }

    @Test
    void aLongSilenceOfTheOthersDoesNotGiveThemEverythingAfterwards() {
        FairOrder order = new FairOrder();
        order.served(true, 1_000_000);
        int others = 0;
        while (!order.next(STREAMS).getFirst().equals("a")) {
            order.served(false, 1);
            others++;
        }
        assertEquals(20, others);
    }

    @Test
    void aLongSilenceOfTheFirstDoesNotSilenceTheOthersAfterwards() {
        FairOrder order = new FairOrder();
        order.served(false, 1_000_000);
        int first = 0;
        while (order.next(STREAMS).getFirst().equals("a")) {
            order.served(true, 1);
            first++;
        }
        assertEquals(61, first);
    }
}
