package dev.cortex.achievement.workflow;

import dev.cortex.achievement.observation.Login;
import java.util.Map;
import java.util.Optional;

/**
 * What someone wants to have executed.
 *
 * @param achievementId for this one; without it, for the best opportunity
 * @param write whether to write on GitHub, by two words: no dry run, and confirmed
 * @param featureName how the sender calls it; told back, and nothing else
 */
public record Wish(
        Login login,
        Optional<String> achievementId,
        Optional<Repository> repository,
        boolean write,
        Optional<String> featureName,
        Optional<Dispatch> dispatch) {

    /** @param file of the workflow, or its number */
    public record Dispatch(String file, Optional<String> ref, Map<String, String> inputs) {
        public Dispatch {
            inputs = Map.copyOf(inputs);
        }
    }
}
