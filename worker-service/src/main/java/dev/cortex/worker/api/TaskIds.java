package dev.cortex.worker.api;

import dev.cortex.mesh.problem.ProblemException;
import java.util.UUID;

/** Ids of tasks in paths. */
final class TaskIds {
    private TaskIds() {}

    /** What is no id is the id of no task. */
    static UUID parse(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noId) {
            throw unknown();
        }
    }

    static ProblemException unknown() {
        return TaskProblem.NOT_FOUND.because("no task has this id; POST /api/tasks answers with the id of a new one");
    }
}
