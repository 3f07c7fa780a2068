package dev.cortex.local.github.graphql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a GraphQL request. */
public record GraphQlRequest(
        @Nullable String query,
        @Nullable Map<String, Object> variables,
        @Nullable String operationName) {
    Map<String, Object> variablesOrNone() {
        return variables == null ? Map.of() : variables;
    }
}
