package dev.cortex.routing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignatureTest {
    @Test
    void caseAndWhiteSpaceDoNotMatter() {
        assertEquals(Signature.of("deploy the release"), Signature.of("  Deploy\tTHE \n release "));
        assertEquals(Signature.of("\u00e9t\u00e9"), Signature.of("\u00c9T\u00c9"));
    }

    @Test
    void everyOtherDifferenceDoes() {
        assertNotEquals(Signature.of("deploy the release"), Signature.of("deploy the releases"));
        assertNotEquals(Signature.of("a b"), Signature.of("ab"));
        assertNotEquals(Signature.of("build: docs"), Signature.of("build docs"));
    }

    @Test
    void aMillionShortTextsShareNone() {
        Set<Signature> seen = new HashSet<>();
        for (int n = 0; n < 1_000_000; n++) {
            seen.add(Signature.of("task " + n));
        }
        assertEquals(1_000_000, seen.size());
    }
}
