package dev.cortex.local.testing;

import dev.cortex.local.redis.EmbeddedRedis;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets {@code CORTEX_REDIS_URL} to a Redis that all tests of this JVM share. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("CORTEX_REDIS_URL", SharedServer.url("redis", () -> EmbeddedRedis.startTemporary()
                .url()));
    }

    /** Nothing: the server is shared and ends with the JVM. */
    @Override
    public void stop() {}
}
