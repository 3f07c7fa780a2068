package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.TaskTypes;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** All executors by their type. */
@Singleton
public final class Executors implements TaskTypes {
    private final Map<String, Executor> byType;

    Executors(@All List<Executor> executors) {
        Map<String, Executor> found = new TreeMap<>();
        for (Executor executor : executors) {
            if (found.put(executor.type(), executor) != null) {
                throw new IllegalStateException("two executors for " + executor.type());
            }
        }
        this.byType = Collections.unmodifiableMap(found);
    }

    @Override
    public Set<String> names() {
        return byType.keySet();
    }

    @Override
    public List<FieldError> check(String type, JsonNode payload) {
        return find(type)
                .map(executor -> executor.check(payload))
                .orElseThrow(() -> new IllegalArgumentException("not a known task type"));
    }

    /** Empty for a type that an older or newer replica accepted. */
    public Optional<Executor> find(String type) {
        return Optional.ofNullable(byType.get(type));
    }
}
