package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Login;
import dev.cortex.local.testing.GitHubSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every query that is sent, checked against the schema that GitHub publishes. */
class FactsQueryIT {
    @Test
    void isValidByGitHubsPublicSchema() {
        Login octocat = new Login("octocat");
        assertEquals(List.of(), GitHubSchema.errorsIn(FactsQuery.of(octocat).document()));
        assertEquals(
                List.of(),
                GitHubSchema.errorsIn(
                        FactsQuery.of(List.of(octocat, new Login("mona"))).document()));
    }
}
