package dev.cortex.worker.sweep;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * Workers that are known to have ended. Remembered for a while, because a claim that a worker sent with its last breath may
 * be committed after its end was seen.
 */
final class EndedWorkers {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Deque<Ended> ended = new ArrayDeque<>();

    private record Ended(String worker, long atNanos) {}

    synchronized void add(String worker, long nowNanos) {
        ended.add(new Ended(worker, nowNanos));
    }

    synchronized Collection<String> recent(long nowNanos) {
        while (!ended.isEmpty() && nowNanos - ended.getFirst().atNanos() > REMEMBERED.toNanos()) {
            ended.removeFirst();
        }
        return List.copyOf(ended.stream().map(Ended::worker).toList());
    }
}
