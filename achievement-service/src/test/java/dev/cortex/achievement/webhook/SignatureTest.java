package dev.cortex.achievement.webhook;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureTest {
    /** The example of GitHub's documentation. */
    private static final String RIGHT = "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final byte[] BODY = "Hello, World!".getBytes(StandardCharsets.UTF_8);

    private final Signature signature = new Signature("It's a Secret to Everybody");

    @Test
    void takesWhatGitHubSigned() {
        assertTrue(signature.proves(BODY, "sha256=" + RIGHT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", RIGHT, "sha1=" + RIGHT, "sha256=" + RIGHT + "0", "sha256=ü"})
    void refusesWhatOnlyLooksLikeIt(String header) {
        assertFalse(signature.proves(BODY, header));
    }

    @Test
    void refusesAnotherBodyAndAnotherSecret() {
        assertFalse(signature.proves("Hello, World?".getBytes(StandardCharsets.UTF_8), "sha256=" + RIGHT));
        assertFalse(new Signature("It's a secret to everybody").proves(BODY, "sha256=" + RIGHT));
    }

    @Test
    void refusesEveryOtherDigit() {
        for (int i = 0; i < RIGHT.length(); i++) {
            char other = RIGHT.charAt(i) == '0' ? '1' : '0';
            assertFalse(signature.proves(BODY, "sha256=" + RIGHT.substring(0, i) + other + RIGHT.substring(i + 1)));
        }
    }
}
