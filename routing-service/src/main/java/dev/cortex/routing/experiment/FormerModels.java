package dev.cortex.routing.experiment;

import dev.cortex.routing.model.Router;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Models of the past as candidates. */
public interface FormerModels {
    /** The router of a space after an entry of the log; empty when there was none. */
    Uni<Optional<Router>> after(String space, long seq);
}
