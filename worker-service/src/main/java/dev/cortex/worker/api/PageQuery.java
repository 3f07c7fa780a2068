package dev.cortex.worker.api;

import dev.cortex.worker.task.TaskFilter;
import dev.cortex.worker.task.TaskState;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list. */
final class PageQuery {
    private static final int LIMIT = 50;
    private static final int LIMIT_MAX = 500;

    private PageQuery() {}

    static TaskFilter read(
            @Nullable String state,
            @Nullable String type,
            @Nullable String expert,
            @Nullable String limit,
            @Nullable String after) {
        return new TaskFilter(state(state), given(type), given(expert), after(after), limit(limit));
    }

    private static Optional<String> given(@Nullable String value) {
        return Optional.ofNullable(value).filter(text -> !text.isEmpty());
    }

    private static Optional<TaskState> state(@Nullable String value) {
        return given(value).map(label -> TaskState.of(label)
                .orElseThrow(() ->
                        TaskProblem.INVALID_QUERY.because("state is one of " + String.join(", ", TaskState.labels()))));
    }

    private static Optional<UUID> after(@Nullable String value) {
        try {
            return given(value).map(UUID::fromString);
        } catch (IllegalArgumentException foreign) {
            throw TaskProblem.INVALID_QUERY.because("after is the 'next' of the page before");
        }
    }

    private static int limit(@Nullable String value) {
        try {
            int limit = given(value).map(Integer::parseInt).orElse(LIMIT);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException noNumber) {
            // Told below, together with a number out of range.
        }
        throw TaskProblem.INVALID_QUERY.because("limit is a number between 1 and " + LIMIT_MAX);
    }
}
