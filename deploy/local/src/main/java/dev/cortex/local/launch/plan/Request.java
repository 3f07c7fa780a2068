package dev.cortex.local.launch.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was asked for, before anything is decided.
 *
 * @param only the parts to start; empty for all
 * @param port the gateway's port, where one was chosen
 * @param environment the environment of {@code ./cortex up}
 */
public record Request(Set<Part> only, Optional<Integer> port, Map<String, String> environment) {
    public Request {
        only = Set.copyOf(only);
        environment = Map.copyOf(environment);
    }

    /** A variable that is set to nothing counts as not set. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    boolean wants(Part part) {
        return only.isEmpty() || only.contains(part);
    }
}
