package dev.cortex.local.launch.plan;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a service that died is started again: a crash now and then is survived, as a cluster would survive it; a
 * service that dies again and again has a cause that only a person can find.
 */
public final class RestartPolicy {
    static final int RESTARTS_MAX = 3;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final Map<String, Deque<Long>> restartsNanos = new HashMap<>();

    /** Whether the component may be started again now; counts it if so. */
    public boolean allows(String component, long nowNanos) {
        Deque<Long> recent = restartsNanos.computeIfAbsent(component, _ -> new ArrayDeque<>());
        recent.removeIf(restart -> nowNanos - restart > WINDOW.toNanos());
        if (recent.size() >= RESTARTS_MAX) {
            return false;
        }
        recent.addLast(nowNanos);
        return true;
    }
}
