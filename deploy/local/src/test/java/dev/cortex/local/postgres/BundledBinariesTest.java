package dev.cortex.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundledBinariesTest {
    @Test
    void alpineHasItsOwn() {
        assertEquals(
                List.of("postgres-linux-x86_64-alpine_linux.txz", "postgres-linux-x86_64.txz"),
                BundledBinaries.names("Linux", "x86_64", "Alpine Linux"));
        assertEquals(List.of("postgres-darwin-arm_64.txz"), BundledBinaries.names("Darwin", "arm_64", null));
    }

    @Test
    void everySystemWeRunOnComesWithIt() throws IOException {
        for (String system : List.of("Linux", "Darwin")) {
            for (String machine : List.of("amd64", "aarch64")) {
                try (InputStream binary = new BundledBinaries().getPgBinary(system, machine)) {
                    assertTrue(binary.read() >= 0, system + "/" + machine);
                }
            }
        }
    }
}
