package dev.cortex.worker.task;

/**
 * What is wrong with one field of a submission.
 *
 * @param field its path, for example {@code payload.username}
 */
public record FieldError(String field, String message) {}
