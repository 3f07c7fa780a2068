package dev.cortex.local.github.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.schema.DataFetchingEnvironment;
import java.util.Map;

/** A field that GitHub refuses: its answer is null and {@code errors} says why, with GitHub's error type. */
final class FieldError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The extension under which the type travels until the response is written. */
    static final String TYPE = "type";

    private final String type;

    FieldError(String type, String message) {
        super(message, null, false, false);
        this.type = type;
    }

    static FieldError notFound(String message) {
        return new FieldError("NOT_FOUND", message);
    }

    GraphQLError at(DataFetchingEnvironment environment) {
        return GraphqlErrorBuilder.newError(environment)
                .message("%s", getMessage())
                .extensions(Map.of(TYPE, type))
                .build();
    }

    /** The same for one item of a list. */
    GraphQLError at(DataFetchingEnvironment environment, int index) {
        return GraphqlErrorBuilder.newError(environment)
                .message("%s", getMessage())
                .path(environment.getExecutionStepInfo().getPath().segment(index))
                .extensions(Map.of(TYPE, type))
                .build();
    }
}
