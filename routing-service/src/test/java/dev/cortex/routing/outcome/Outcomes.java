package dev.cortex.routing.outcome;

import dev.cortex.routing.model.Judgement;
import dev.cortex.routing.model.Task;
import java.util.Optional;

/** Outcomes for the tests of other rooms. */
public final class Outcomes {
    private Outcomes() {}

    public static Outcome right(String space, String task, String text, String expert) {
        Judgement judgement = new Judgement(new Task(task, "", "", text), expert, true, 1);
        return new Outcome(space, judgement, 1, "api", true, Optional.empty());
    }
}
