package dev.cortex.local.github.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;

/** The object whose field is asked for. */
final class Source {
    private Source() {}

    static <T> T of(DataFetchingEnvironment environment, Class<T> type) {
        return type.cast(Objects.requireNonNull(environment.<Object>getSource()));
    }
}
