package dev.cortex.worker.task;

import java.util.Optional;
import java.util.UUID;

/**
 * Which tasks a list shows.
 *
 * @param after only tasks older than this one: where the previous page ended
 * @param limit at most so many
 */
public record TaskFilter(
        Optional<TaskState> state, Optional<String> type, Optional<String> expert, Optional<UUID> after, int limit) {}
