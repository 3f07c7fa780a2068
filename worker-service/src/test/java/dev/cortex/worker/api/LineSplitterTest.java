package dev.cortex.worker.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.worker.api.LineSplitter.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineSplitterTest {
    @Test
    void linesAreTheSameHoweverTheBytesArrive() {
        byte[] all = "one\ntwo\n\nfour\r\nlast".getBytes(StandardCharsets.UTF_8);
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 1_000; i++) {
            var splitter = new LineSplitter(100);
            List<Line> lines = new ArrayList<>();
            int from = 0;
            while (from < all.length) {
                int to = from + 1 + random.nextInt(all.length - from);
                lines.addAll(splitter.feed(Arrays.copyOfRange(all, from, to)));
                from = to;
            }
            splitter.end().ifPresent(lines::add);
            assertEquals(
                    List.of("one", "two", "", "four\r", "last"),
                    lines.stream().map(Line::text).toList(),
                    "seed " + seed);
            assertEquals(
                    List.of(1L, 2L, 3L, 4L, 5L),
                    lines.stream().map(Line::number).toList());
        }
    }

    @Test
    void longLineIsReportedAndNotKept() {
        var splitter = new LineSplitter(4);
        List<Line> lines = splitter.feed("12345\n1234\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(lines.get(0).tooLong());
        assertEquals("", lines.get(0).text());
        assertTrue(!lines.get(1).tooLong());
    }

    @Test
    void blankLinesAreKnown() {
        List<Line> lines = new LineSplitter(10).feed(" \t\r\nx\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(lines.get(0).blank());
        assertTrue(!lines.get(1).blank());
    }
}
