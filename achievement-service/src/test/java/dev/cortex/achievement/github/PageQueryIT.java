package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.walk.Ask;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Window;
import dev.cortex.local.testing.GitHubSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every query of a scan, checked against the schema that GitHub publishes. */
class PageQueryIT {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void isValidByGitHubsPublicSchema(Kind kind) {
        Window window = new Window(Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"));
        Ask ask = new Ask(kind, "U_1", "octocat", true, Optional.empty(), Optional.of(window), 100, false);
        assertEquals(List.of(), GitHubSchema.errorsIn(PageQuery.of(ask).document()));
    }

    @Test
    void followUpsAreValidToo() {
        assertEquals(
                List.of(), GitHubSchema.errorsIn(PageQuery.commits("PR_1", "c").document()));
        assertEquals(
                List.of(),
                GitHubSchema.errorsIn(PageQuery.authors(List.of("C_1")).document()));
    }
}
