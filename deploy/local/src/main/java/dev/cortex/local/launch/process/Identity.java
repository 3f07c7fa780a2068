package dev.cortex.local.launch.process;

import java.time.Instant;
import java.util.Optional;

/**
 * Which process a record on disk means. A pid alone is reused by the system; with the instant at which it started it names
 * one process for ever.
 *
 * @param startedAt milliseconds since the epoch as the system tells them, 0 where it tells nothing
 */
public record Identity(long pid, long startedAt) {
    public static Identity of(ProcessHandle handle) {
        return new Identity(handle.pid(), startMillis(handle));
    }

    /** The live process that is meant, not another one that got its pid. */
    public Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(handle -> startMillis(handle) == startedAt);
    }

    private static long startMillis(ProcessHandle handle) {
        return handle.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }
}
