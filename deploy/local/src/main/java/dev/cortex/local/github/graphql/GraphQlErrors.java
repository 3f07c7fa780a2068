package dev.cortex.local.github.graphql;

import graphql.GraphQLError;
import graphql.language.SourceLocation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Errors in GitHub's form: its {@code type} stands beside the message, not in the extensions. */
final class GraphQlErrors {
    private GraphQlErrors() {}

    static List<Map<String, Object>> of(List<? extends GraphQLError> errors) {
        return errors.stream().map(GraphQlErrors::of).toList();
    }

    private static Map<String, Object> of(GraphQLError error) {
        Map<String, Object> written = new LinkedHashMap<>();
        Map<String, Object> extensions = error.getExtensions();
        if (extensions != null && extensions.get(FieldError.TYPE) != null) {
            written.put("type", extensions.get(FieldError.TYPE));
        }
        if (error.getPath() != null) {
            written.put("path", error.getPath());
        }
        List<SourceLocation> locations = error.getLocations();
        if (locations != null) {
            written.put(
                    "locations", locations.stream().map(GraphQlErrors::location).toList());
        }
        written.put("message", error.getMessage());
        return written;
    }

    private static Map<String, Object> location(SourceLocation location) {
        return Map.of("line", location.getLine(), "column", location.getColumn());
    }
}
