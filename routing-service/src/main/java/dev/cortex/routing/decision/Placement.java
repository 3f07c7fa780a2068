package dev.cortex.routing.decision;

import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** From the model's choice to who gets the task. */
interface Placement {
    /** The model's choice, whatever else there is to do. */
    Placement AS_DECIDED = (space, decided) -> Uni.createFrom().item(decided);

    /** In the order given. */
    Uni<List<Routed>> place(Space space, List<Routed> decided);
}
