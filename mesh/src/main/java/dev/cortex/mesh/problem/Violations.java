package dev.cortex.mesh.problem;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Violated constraints by the names that the client knows. */
final class Violations {
    private static final SnakeCaseStrategy NAMES = (SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;

    private Violations() {}

    /** Empty when it is an answer of ours that violates them, which is not the client's fault. */
    static List<Map<String, String>> errors(ConstraintViolationException failure) {
        Map<String, String> byField = new TreeMap<>();
        for (ConstraintViolation<?> violation : failure.getConstraintViolations()) {
            List<Path.Node> nodes = new ArrayList<>();
            violation.getPropertyPath().forEach(nodes::add);
            if (nodes.stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE)) {
                return List.of();
            }
            byField.merge(field(nodes), violation.getMessage(), (one, other) -> one + "; " + other);
        }
        return byField.entrySet().stream()
                .map(error -> Map.of("field", error.getKey(), "message", error.getValue()))
                .toList();
    }

    /** The first two steps of a validated call are the method and its parameter; the parameter counts if nothing follows. */
    private static String field(List<Path.Node> nodes) {
        boolean call = !nodes.isEmpty() && nodes.getFirst().getKind() == ElementKind.METHOD;
        List<Path.Node> steps = call && nodes.size() > 2 ? nodes.subList(2, nodes.size()) : nodes;
        StringBuilder field = new StringBuilder();
        for (Path.Node step : call && nodes.size() == 2 ? nodes.subList(1, 2) : steps) {
            if (step.isInIterable() && step.getIndex() != null) {
                field.append('[').append(step.getIndex()).append(']');
            }
            if (step.getName() != null && step.getKind() != ElementKind.CONTAINER_ELEMENT) {
                field.append(field.isEmpty() ? "" : ".").append(NAMES.translate(step.getName()));
            }
        }
        return field.isEmpty() ? "body" : field.toString();
    }
}
