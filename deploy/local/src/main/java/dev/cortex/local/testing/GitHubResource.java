package dev.cortex.local.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * Sets {@code CORTEX_GITHUB_URL} to a simulated GitHub that all tests of this JVM share; {@code POST /_admin/reset} there
 * undoes what a test arranged.
 */
public final class GitHubResource implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
        String url = SharedServers.url(SharedServers.Kind.GITHUB);
        return Map.of("CORTEX_GITHUB_URL", url, "CORTEX_GITHUB_TOKENS", "simulated-token");
    }

    /** Nothing: the server is shared and ends with the JVM. */
    @Override
    public void stop() {}
}
