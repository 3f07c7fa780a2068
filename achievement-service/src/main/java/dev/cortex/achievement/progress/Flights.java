package dev.cortex.achievement.progress;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;

/**
 * One flight per key within this replica: whoever asks while one is under way gets its result. Bounded by what can be
 * under way: a landed flight is forgotten at once.
 */
final class Flights<K, V> {
    private final ConcurrentMap<K, Uni<V>> flying = new ConcurrentHashMap<>();

    /** A passenger who leaves does not end the flight: others may be on it, and its result is worth keeping. */
    Uni<V> join(K key, Supplier<Uni<V>> start) {
        return Uni.createFrom()
                .deferred(() -> flying.computeIfAbsent(key, absent -> Uni.createFrom()
                        .deferred(start::get)
                        .onTermination()
                        .invoke(() -> flying.remove(absent))
                        .memoize()
                        .indefinitely()));
    }

    int underWay() {
        return flying.size();
    }
}
