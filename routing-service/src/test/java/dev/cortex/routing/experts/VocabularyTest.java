package dev.cortex.routing.experts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.routing.text.Stem;
import dev.cortex.routing.text.Words;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VocabularyTest {
    private final Vocabulary vocabulary = new Vocabulary();

    @Test
    void wordsMatchAsWords() {
        vocabulary.put(expert("cicd", List.of("ci"), List.of()));
        assertTrue(match("a hard decision").isEmpty());
        assertTrue(match("the CI is red").containsKey("cicd"));
    }

    @Test
    void phrasesMatchAsPhrasesAndByTheirStems() {
        vocabulary.put(expert("a", List.of("smoke test"), List.of()));
        assertTrue(match("run the smoke tests").containsKey("a"));
        assertTrue(match("test the smoke").isEmpty());
    }

    @Test
    void whatManyShareSaysLittle() {
        vocabulary.put(expert("a", List.of("shared", "rare"), List.of()));
        vocabulary.put(expert("b", List.of("shared"), List.of()));
        vocabulary.put(expert("c", List.of("shared"), List.of()));
        vocabulary.put(expert("d", List.of(), List.of()));
        assertTrue(match("rare").get("a").words() > 2 * match("shared").get("a").words());
    }

    @Test
    void aWordRepeatedCountsOnce() {
        vocabulary.put(expert("a", List.of("deploy"), List.of()));
        assertEquals(
                match("deploy").get("a").words(),
                match("deploy deploy deployed deploying").get("a").words());
    }

    @Test
    void theTypeRulesByItsPrefix() {
        vocabulary.put(expert("security", List.of(), List.of("security-scan", "security")));
        for (String type : List.of("security", "security-scan", "security.nightly", "Security:x")) {
            assertTrue(rule(type, "x") > 0, type);
        }
        assertFalse(rule("securityguard", "x") > 0);
        assertTrue(rule("", "security-scan: the backend") > 0);
        assertFalse(rule("", "think of security: it matters") > 0);
    }

    @Test
    void aReplacedDefinitionLeavesNothingBehind() {
        vocabulary.put(expert("a", List.of("old"), List.of("old-type")));
        vocabulary.put(expert("a", List.of("new"), List.of()));
        assertTrue(match("old").isEmpty());
        assertFalse(rule("old-type", "x") > 0);
        vocabulary.remove("a");
        assertTrue(match("new").isEmpty());
    }

    @Test
    void anExpertIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> expert("Bad Id", List.of(), List.of()));
        assertThrows(IllegalArgumentException.class, () -> expert("a", List.of(" "), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new Expert("a", "", List.of(), List.of(), List.of(), List.of(), -1));
    }

    private Map<String, Evidence> match(String text) {
        return vocabulary.match("", text, Stem.all(Words.of(text)));
    }

    private double rule(String type, String text) {
        Evidence evidence =
                vocabulary.match(type, text, Stem.all(Words.of(text))).get("security");
        return evidence == null ? 0 : evidence.rule();
    }

    private static Expert expert(String id, List<String> keywords, List<String> types) {
        return new Expert(id, "", types, keywords, List.of(), List.of(), 0);
    }
}
