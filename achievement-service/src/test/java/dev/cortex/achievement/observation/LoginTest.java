package dev.cortex.achievement.observation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTest {
    @ParameterizedTest
    @ValueSource(strings = {"octocat", "a", "7", "The-Octo-Cat-9", "octo_corp", "Ab1-Cd2"})
    void takesWhatGitHubGivesOut(String text) {
        assertTrue(Login.parse(text).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "-octocat",
                "octocat-",
                "octo--cat",
                "octo cat",
                "octo/cat",
                "octo\ncat",
                "октокот",
                "a;rm -rf /",
                "$(id)",
                "octo_",
                "_corp",
                "a\u0000"
            })
    void refusesEverythingElse(String text) {
        assertTrue(Login.parse(text).isEmpty());
    }

    @Test
    void hasAtMost39Characters() {
        assertTrue(Login.parse("a".repeat(39)).isPresent());
        assertTrue(Login.parse("a".repeat(40)).isEmpty());
    }

    @Test
    void isTheSameInUpperAndLowerCase() {
        assertEquals(new Login("OctoCat"), new Login("octocat"));
        assertEquals(new Login("OctoCat").hashCode(), new Login("octocat").hashCode());
        assertEquals("octocat", new Login("OctoCat").key());
    }

    @Test
    void doesNotTakeLongToRefuseALongText() {
        assertTimeout(Duration.ofSeconds(1), () -> Login.parse("a-".repeat(1_000_000)));
    }
}
