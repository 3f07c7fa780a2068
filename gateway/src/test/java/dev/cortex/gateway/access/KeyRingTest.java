package dev.cortex.gateway.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    @Test
    void knownSecretsOpen() {
        KeyRing keys = KeyRing.of(List.of("ops:first-secret", "ci:second:secret"));
        assertTrue(keys.opens("first-secret"));
        assertTrue(keys.opens("second:secret"));
        assertFalse(keys.opens("third-secret"));
        assertFalse(keys.opens("ops:first-secret"));
        assertFalse(keys.opens(""));
    }

    @Test
    void emptyRingOpensNothing() {
        assertFalse(KeyRing.of(List.of()).opens("anything"));
    }

    @Test
    void weakAndNamelessKeysAreRefusedWithoutTellingThem() {
        for (String key : List.of("secretsecret", ":secretsecret", "ops:short", "ops:")) {
            String message = assertThrows(IllegalArgumentException.class, () -> KeyRing.of(List.of(key)))
                    .getMessage();
            assertFalse(message.contains(key), message);
        }
    }
}
