package dev.cortex.worker.task;

import java.time.Duration;

/**
 * The bounds of one submission.
 *
 * @param payloadBytesMax of the payload as UTF-8
 * @param descriptionCharsMax of the description
 * @param timeoutDefault where the submission names none
 * @param timeoutMax the longest one accepted
 * @param attemptsDefault where the submission names none
 * @param attemptsMax the most accepted
 */
public record TaskLimits(
        int payloadBytesMax,
        int descriptionCharsMax,
        Duration timeoutDefault,
        Duration timeoutMax,
        int attemptsDefault,
        int attemptsMax) {}
