package dev.cortex.routing.experiment;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Task;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment that this replica takes part in.
 *
 * @param former the candidate's model, where it is one of the past; it does not learn
 * @param full no more trials are taken
 */
record Running(Experiment experiment, @Nullable Router former, boolean full) {
    boolean takes(Task task) {
        return Assignment.falls(
                experiment.id(), task.id(), experiment.definition().share());
    }

    boolean acts() {
        return experiment.definition().kind() == Definition.Kind.AB;
    }

    /** What the candidate answers; empty when it has nobody, or somebody that the space does not have. */
    Optional<Decision> answer(Space space, Task task, Spaces spaces) {
        return answer(space, task, spaces, experiment.definition().candidate())
                .filter(decision -> space.expert(decision.expert()).isPresent());
    }

    private Optional<Decision> answer(Space space, Task task, Spaces spaces, Definition.Candidate candidate) {
        Thresholds thresholds = candidate.thresholds();
        if (former != null) {
            return thresholds == null ? former.decide(task) : former.decide(task, thresholds);
        }
        Optional<Space> decider = candidate.space() == null ? Optional.of(space) : spaces.find(candidate.space());
        return decider.flatMap(other -> thresholds == null ? other.decide(task) : other.decide(task, thresholds));
    }
}
