package dev.cortex.mesh.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "0af7651916cd43dd", "web-1.example:7_x"})
    void anAcceptableOneIsKept(String id) {
        assertEquals(id, RequestId.from(id));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "a b", "a\nb", "a\"b", "%X{x}", "é"})
    void anythingElseIsReplaced(String id) {
        assertTrue(RequestId.from(id).matches("[0-9a-f]{32}"));
    }

    @Test
    void aLongOneIsReplaced() {
        assertNotEquals("x".repeat(129), RequestId.from("x".repeat(129)));
    }
}
