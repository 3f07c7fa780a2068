package dev.cortex.routing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void whatCanBeStoredStays() {
        String text = "caf\u00e9 \ud83e\udd16";
        assertEquals(text, PlainText.clean(text));
        String plain = "plain";
        assertSame(plain, PlainText.clean(plain));
    }

    @Test
    void whatCanNotIsReplaced() {
        assertEquals("a b", PlainText.clean("a\0b"));
        assertEquals("\ufffd", PlainText.clean("\ud800"));
        assertEquals("\ufffd\ufffda", PlainText.clean("\udc00\ud800a"));
        assertEquals("\ufffd\ud83e\udd16", PlainText.clean("\ud83e\ud83e\udd16"));
    }

    @Test
    void aPairIsKeptOrCutAsAWhole() {
        assertEquals("a", PlainText.clean("a\ud83e\udd16", 2));
        assertEquals("a\ud83e\udd16", PlainText.clean("a\ud83e\udd16", 3));
    }

    @Test
    void anyTextSurvivesUtf8() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int n = 0; n < 1_000; n++) {
            String clean = PlainText.clean(random.ints(random.nextInt(30), 0, 0x10000)
                    .mapToObj(c -> String.valueOf((char) c))
                    .collect(Collectors.joining()));
            assertEquals(
                    clean, new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8), "seed " + seed);
        }
    }
}
