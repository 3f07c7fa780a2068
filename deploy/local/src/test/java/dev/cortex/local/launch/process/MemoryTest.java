package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryTest {
    @Test
    void readsTheResidentSet() {
        assertEquals(
                OptionalLong.of(150),
                Memory.residentMegabytes(Stream.of("Name:\tjava", "VmRSS:\t  153600 kB", "Threads:\t20")));
        assertEquals(OptionalLong.empty(), Memory.residentMegabytes(Stream.of("Name:\tkthreadd")));
    }
}
