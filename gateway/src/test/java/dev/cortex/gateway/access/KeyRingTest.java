package dev.cortex.gateway.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyRingTest {
    @Test
    void knownSecretsOpen() {
        KeyRing keys = KeyRing.of(List.of("ops:first-secret", "ci:second:secret"));
        assertEquals(Optional.of("ops"), keys.nameOf("first-secret"));
        assertTrue(keys.nameOf("second:secret").isPresent());
        assertTrue(keys.nameOf("third-secret").isEmpty());
        assertTrue(keys.nameOf("ops:first-secret").isEmpty());
        assertTrue(keys.nameOf("").isEmpty());
    }

    @Test
    void emptyRingOpensNothing() {
        assertTrue(KeyRing.of(List.of()).nameOf("anything").isEmpty());
    }

    @Test
    void weakAndNamelessKeysAreRefusedWithoutTellingThem() {
        for (String key : List.of("secretsecret", ":secretsecret", "ops:short", "ops:", "a b:secretsecret")) {
            String message = assertThrows(IllegalArgumentException.class, () -> KeyRing.of(List.of(key)))
                    .getMessage();
            assertFalse(message.contains(key), message);
        }
    }
}
