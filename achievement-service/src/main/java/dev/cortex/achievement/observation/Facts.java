package dev.cortex.achievement.observation;

import java.util.Map;
import java.util.Optional;

/**
 * What one answer of GitHub says of one user. An achievement that the answer does not speak of, because its part failed,
 * is absent: absent is not zero.
 *
 * @param nodeId GitHub's identity of the user, which stays when the login is renamed
 * @param login as GitHub writes it now
 * @param findings by achievement id
 */
public record Facts(
        String nodeId, String login, Optional<String> name, Optional<String> avatarUrl, Map<String, Finding> findings) {
    public Facts {
        findings = Map.copyOf(findings);
    }

    /** What it says of one achievement, if it does. */
    public Optional<Finding> finding(String achievementId) {
        return Optional.ofNullable(findings.get(achievementId));
    }
}
