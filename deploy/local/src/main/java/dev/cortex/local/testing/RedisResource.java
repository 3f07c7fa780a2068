package dev.cortex.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets {@code CORTEX_REDIS_URL} to a Redis that all tests of this JVM share. */
public final class RedisResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("CORTEX_REDIS_URL", SharedServers.url(SharedServers.Kind.REDIS));
    }

    /** Nothing: the server is shared and ends with the JVM. */
    @Override
    public void stop() {}
}
