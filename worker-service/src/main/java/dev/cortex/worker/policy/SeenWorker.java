package dev.cortex.worker.policy;

import java.util.Optional;

/**
 * What the pool knows of one worker at one moment. All times are milliseconds of the same monotonic clock.
 *
 * @param stageSinceMillis when it came to its stage
 * @param lastBeatMillis when it was last heard of
 * @param overLimit how many measurements in a row were above the memory limit
 * @param collected whether it was asked to collect garbage since it rose above the limit
 * @param drained whether it reported that nothing is left to finish
 * @param wish a reason to replace it that came from outside
 * @param draining why it drains
 */
public record SeenWorker(
        String id,
        Stage stage,
        long startedMillis,
        long stageSinceMillis,
        long lastBeatMillis,
        int overLimit,
        boolean collected,
        int tasksRunning,
        long tasksDone,
        boolean drained,
        Optional<RecycleReason> wish,
        Optional<RecycleReason> draining) {}
