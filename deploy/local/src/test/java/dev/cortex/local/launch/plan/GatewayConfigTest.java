package dev.cortex.local.launch.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    @Test
    void findsThePortHoweverItIsWritten() {
        assertEquals(Optional.of(5001), GatewayConfig.listenPort("listen: 127.0.0.1:5001\n"));
        assertEquals(Optional.of(80), GatewayConfig.listenPort("a: b\nlisten:   \"0.0.0.0:80\"  # all\n"));
        assertEquals(Optional.of(8080), GatewayConfig.listenPort("listen: '[::1]:8080'"));
        assertEquals(Optional.of(9), GatewayConfig.listenPort("listen: 9"));
    }

    @Test
    void takesOnlyTheTopLevelKey() {
        assertEquals(Optional.empty(), GatewayConfig.listenPort("other:\n  listen: 1.2.3.4:5\n# listen: 6\n"));
    }
}
