package dev.cortex.routing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void splitsAtWhatIsNeitherLetterNorDigit() {
        assertEquals(List.of("fix", "the", "ci", "cd", "pipeline", "v2"), Words.of("Fix the CI/CD-pipeline (v2)!"));
    }

    @Test
    void aContractionStaysOneWord() {
        assertEquals(List.of("whats", "dont"), Words.of("what's don\u2019t"));
    }

    @Test
    void compatibilityFormsAreTheSameWord() {
        assertEquals(Words.of("file \u00e9t\u00e9"), Words.of("\ufb01le e\u0301t\u00e9"));
    }

    @Test
    void otherScriptsHaveWordsToo() {
        assertEquals(
                List.of("\u043f\u0440\u0438\u0432\u0435\u0442", "\u4e16\u754c"),
                Words.of("\u041f\u0440\u0438\u0432\u0435\u0442, \u4e16\u754c!"));
    }

    @Test
    void theWorkIsBoundedWhateverTheText() {
        assertEquals(Words.WORDS_MAX, Words.of("a ".repeat(1_000_000)).size());
        assertEquals(
                Words.WORD_CHARS_MAX, Words.of("x".repeat(1_000_000)).getFirst().length());
    }

    /** Plain ASCII has a way of its own; one character from elsewhere leads any text the other way. */
    @Test
    void bothWaysOfReadingAgree() {
        long seed = 20261125;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int at = random.nextInt(60); at > 0; at--) {
                text.append((char) random.nextInt(128));
            }
            assertEquals(Words.of(text + " \u00b7"), Words.of(text + " "), "seed " + seed + " round " + round);
        }
    }

    @Test
    void anySequenceOfCharactersIsAnswered() {
        long seed = 20261123;
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            char[] chars = new char[random.nextInt(80)];
            for (int at = 0; at < chars.length; at++) {
                chars[at] = (char) random.nextInt(0x10000);
            }
            String text = new String(chars);
            for (String word : Words.of(text)) {
                assertTrue(!word.isEmpty(), "seed " + seed + " round " + round);
            }
            assertEquals(Signature.of(text), Signature.of(new String(text)), "seed " + seed + " round " + round);
        }
    }
}
