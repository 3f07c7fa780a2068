package dev.cortex.mesh.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamFamilyTest {
    @ParameterizedTest
    @CsvSource({"a,a", "a.b,a.b", "a.b.c,a.b.*", "a.b.anything.else,a.b.*", "a.b.,a.b.*"})
    void isTheFirstTwoPartsOfTheName(String stream, String family) {
        assertEquals(family, StreamFamily.of(stream));
    }
}
