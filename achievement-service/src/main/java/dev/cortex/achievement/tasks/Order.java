package dev.cortex.achievement.tasks;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A task as worker-service takes it.
 *
 * @param key the same key is the same task, also after it ended; without one, every order is a task of its own
 * @param uniqueKey while a task with it is under way, that one is the answer
 * @param priority critical, high, normal or low
 */
public record Order(
        Optional<String> key,
        Optional<String> uniqueKey,
        String type,
        String description,
        String priority,
        Map<String, Object> payload) {
    public Order {
        payload = sorted(payload);
    }

    /** In the order of the names, at every depth: replicas must write the same order the same way to find its task again. */
    public static Map<String, Object> sorted(Map<String, ?> object) {
        Map<String, Object> sorted = new TreeMap<>();
        object.forEach(
                (name, value) -> sorted.put(name, value instanceof Map<?, ?> inner ? sortedTexts(inner) : value));
        return Collections.unmodifiableMap(sorted);
    }

    private static Map<String, Object> sortedTexts(Map<?, ?> object) {
        Map<String, Object> named = new TreeMap<>();
        object.forEach((name, value) -> named.put(String.valueOf(name), value));
        return sorted(named);
    }
}
