package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PortOwnerTest {
    /** Port 0x1389 is 5001; state 0A is LISTEN, 01 ESTABLISHED. */
    private static final String LISTENING =
            "   3: 0100007F:1389 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0";

    @Test
    void findsTheSocketThatListens() {
        assertEquals(Optional.of("socket:[4711]"), PortOwner.socketOf(LISTENING, 5001));
        assertEquals(Optional.empty(), PortOwner.socketOf(LISTENING, 5002));
        assertEquals(Optional.empty(), PortOwner.socketOf(LISTENING.replace(" 0A ", " 01 "), 5001));
        assertEquals(Optional.empty(), PortOwner.socketOf("  sl  local_address rem_address   st", 5001));
    }

    @Test
    void namesTheProcessThatHasThePort() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
            assertFalse(PortOwner.isFree(port));
            OptionalLong known = Files.isDirectory(Path.of("/proc/self/fd"))
                    ? OptionalLong.of(ProcessHandle.current().pid())
                    : OptionalLong.empty();
            assertEquals(known, PortOwner.pid(port));
        }
        assertTrue(PortOwner.isFree(port));
    }
}
