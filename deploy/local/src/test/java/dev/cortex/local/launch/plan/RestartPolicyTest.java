package dev.cortex.local.launch.plan;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private final RestartPolicy policy = new RestartPolicy();

    @Test
    void givesUpOnAComponentThatDiesAgainAndAgain() {
        for (int restart = 0; restart < RestartPolicy.RESTARTS_MAX; restart++) {
            assertTrue(policy.allows("gateway", restart));
        }
        assertFalse(policy.allows("gateway", RestartPolicy.RESTARTS_MAX));
        assertTrue(policy.allows("routing-service", RestartPolicy.RESTARTS_MAX));
    }

    @Test
    void forgetsWhatIsLongAgo() {
        for (int restart = 0; restart < RestartPolicy.RESTARTS_MAX; restart++) {
            policy.allows("gateway", restart);
        }
        assertTrue(policy.allows("gateway", RestartPolicy.WINDOW.toNanos() + RestartPolicy.RESTARTS_MAX));
    }
}
