package dev.cortex.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Sets {@code CORTEX_POSTGRES_URL} to a PostgreSQL that all tests of this JVM share. */
public final class PostgresResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        return Map.of("CORTEX_POSTGRES_URL", SharedServers.url(SharedServers.Kind.POSTGRES));
    }

    /** Nothing: the server is shared and ends with the JVM. */
    @Override
    public void stop() {}
}
