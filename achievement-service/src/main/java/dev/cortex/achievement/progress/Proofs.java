package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Survey;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** For those who have looked at everything. */
public interface Proofs {
    /**
     * Joins what is proven to what is known of a user, for good and in every answer from now on.
     *
     * @param surveys by achievement id
     */
    Uni<Void> prove(String nodeId, Map<String, Survey> surveys);
}
