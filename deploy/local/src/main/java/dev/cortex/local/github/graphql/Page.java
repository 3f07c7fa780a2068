package dev.cortex.local.github.graphql;

import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts a page out of a list by {@code first}, {@code last}, {@code after} and {@code before}. */
final class Page {
    private static final int LARGEST = 100;

    private Page() {}

    static Connection of(List<?> items, DataFetchingEnvironment environment) {
        return of(items, items.size(), environment);
    }

    /**
     * The page that the arguments of the field ask for.
     *
     * @param reachable how many of the items paging may reach; a search stops before the end of its total
     * @throws FieldError when the page is not bounded, or too large
     */
    static Connection of(List<?> items, int reachable, DataFetchingEnvironment environment) {
        Integer first = size(environment, "first");
        Integer last = size(environment, "last");
        if (first == null && last == null && environment.getSelectionSet().containsAnyOf("nodes", "edges")) {
            throw new FieldError(
                    "MISSING_PAGINATION_BOUNDARIES",
                    "You must provide a `first` or `last` value to properly paginate the `"
                            + environment.getField().getName() + "` connection.");
        }
        if (first != null && last != null) {
            throw new FieldError(
                    "UNPROCESSABLE",
                    "Passing both `first` and `last` to paginate the `"
                            + environment.getField().getName() + "` connection is not supported.");
        }
        int from = Math.min(afterCursor(environment), reachable);
        int to = Math.max(from, Math.min(beforeCursor(environment, reachable), reachable));
        if (first != null) {
            to = Math.min(to, from + first);
        } else if (last != null) {
            from = Math.max(from, to - last);
        } else {
            to = from;
        }
        return new Connection(items.subList(from, to), from, items.size(), reachable);
    }

    private static int afterCursor(DataFetchingEnvironment environment) {
        String cursor = environment.getArgument("after");
        return cursor == null ? 0 : Cursor.index(cursor) + 1;
    }

    private static int beforeCursor(DataFetchingEnvironment environment, int end) {
        String cursor = environment.getArgument("before");
        return cursor == null ? end : Cursor.index(cursor);
    }

    private static @Nullable Integer size(DataFetchingEnvironment environment, String name) {
        Integer size = environment.getArgument(name);
        String connection = environment.getField().getName();
        if (size != null && size > LARGEST) {
            throw new FieldError(
                    "EXCESSIVE_PAGINATION",
                    "Requesting " + size + " records on the `" + connection + "` connection exceeds the `" + name
                            + "` limit of " + LARGEST + " records.");
        }
        if (size != null && size < 1) {
            throw new FieldError(
                    "UNPROCESSABLE",
                    "`" + name + "` on the `" + connection + "` connection must be between 1 and " + LARGEST + ".");
        }
        return size;
    }
}
