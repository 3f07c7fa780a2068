package dev.cortex.local.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.redis.RedisBinary.Version;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedisBinaryTest {
    @Test
    void readsTheVersionRedisPrints() {
        assertEquals(
                Optional.of(new Version(6, 2)),
                RedisBinary.parse("Redis server v=6.2.6 sha=00000000:0 malloc=jemalloc-5.1.0 bits=64"));
        assertEquals(Optional.empty(), RedisBinary.parse("command not found"));
    }

    @Test
    void ordersVersions() {
        assertTrue(new Version(7, 0).atLeast(new Version(6, 2)));
        assertTrue(new Version(6, 2).atLeast(new Version(6, 2)));
        assertFalse(new Version(6, 0).atLeast(new Version(6, 2)));
    }

    @Test
    void aBinaryThatDoesNotRunHasNoVersion() {
        assertEquals(Optional.empty(), RedisBinary.version(Path.of("/nonexistent/redis-server")));
    }
}
