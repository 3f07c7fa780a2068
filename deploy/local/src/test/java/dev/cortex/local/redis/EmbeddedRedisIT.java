package dev.cortex.local.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.scratch.LoopbackPort;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    @TempDir
    Path home;

    @Test
    void temporaryServerComesBackEmptyOnItsPort() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.startTemporary()) {
            assertEquals("+OK", command(redis, "SET key value"));
            int port = redis.port();
            redis.kill();
            assertFalse(redis.process().isPresent());
            redis.restart();
            assertEquals(port, redis.port());
            assertEquals("$-1", command(redis, "GET key"));
        }
    }

    @Test
    void keptServerRemembersOverRestarts() throws IOException {
        try (EmbeddedRedis first = start(0)) {
            assertEquals("+OK", command(first, "SET key value"));
        }
        try (EmbeddedRedis second = start(0)) {
            assertEquals("$5", command(second, "GET key"));
        }
    }

    @Test
    void aPortInUseIsNamedWithTheServersReason() {
        try (EmbeddedRedis first = EmbeddedRedis.startTemporary()) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> start(first.port()));
            assertTrue(refusal.getMessage().contains(String.valueOf(first.port())), refusal.getMessage());
            assertTrue(refusal.getMessage().contains("Address already in use"), refusal.getMessage());
        }
    }

    @Test
    void anOrphanOnTheSameDirectoryIsStoppedFirst() {
        RedisLaunch launch = new RedisLaunch(
                RedisBinary.find(home.resolve("binaries")),
                home.resolve("data"),
                LoopbackPort.free(),
                home.resolve("redis.log"),
                RedisLaunch.Persistence.NONE);
        ProcessHandle orphan = RedisProcess.start(launch).handle();
        try (EmbeddedRedis next = start(0)) {
            assertFalse(orphan.isAlive());
            assertTrue(next.process().isPresent());
        }
    }

    @Test
    void dataInUseAreRefusedAndTheirServerIsLeftAlone() {
        try (EmbeddedRedis first = start(0)) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, () -> start(0));
            assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
            assertTrue(first.process().isPresent());
        }
    }

    @Test
    void streamsCanBeTakenOver() throws IOException {
        try (EmbeddedRedis redis = EmbeddedRedis.startTemporary()) {
            command(redis, "XGROUP CREATE s g 0 MKSTREAM");
            assertFalse(command(redis, "XAUTOCLAIM s g c 0 0").startsWith("-"));
        }
    }

    private EmbeddedRedis start(int port) {
        return EmbeddedRedis.startKept(home, port, home.resolve("redis.log"));
    }

    private static String command(EmbeddedRedis redis, String line) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", redis.port())) {
            socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            StringBuilder answer = new StringBuilder();
            for (int next = socket.getInputStream().read();
                    next != '\r';
                    next = socket.getInputStream().read()) {
                answer.append((char) next);
            }
            return answer.toString();
        }
    }
}
