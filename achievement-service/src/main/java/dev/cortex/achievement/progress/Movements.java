package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** For those who know what happened to a user: his numbers are new at once, and nobody has to ask GitHub. */
public interface Movements {
    /**
     * Counts it, once however often it is told; where only GitHub can tell, what is kept of the user is let go instead.
     *
     * @param nodeId the user's, where it was told
     * @param heard when it was told
     */
    Uni<Void> count(Login login, Optional<String> nodeId, Happening happening, Instant heard);
}
