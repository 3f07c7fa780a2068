package dev.cortex.routing.experiment;

import dev.cortex.routing.model.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an experiment made of a task.
 *
 * @param other the candidate's answer, where it only looks on
 */
record Trial(
        String space, String experiment, String task, Arm arm, Answer answer, Optional<Answer> other, Instant time) {
    enum Arm {
        CONTROL,
        CANDIDATE,
        BOTH
    }

    record Answer(String expert, List<String> asked) {
        static Answer of(Decision decision) {
            return new Answer(decision.expert(), decision.parallel());
        }
    }
}
