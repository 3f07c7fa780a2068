package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AppKeyTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    /** PKCS #8 puts 26 bytes before a key of 2,048 bits. */
    private static final int BEFORE_THE_KEY = 26;

    private final KeyPair pair;

    AppKeyTest() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2_048);
        pair = generator.generateKeyPair();
    }

    @Test
    void signsWhatGitHubCanVerify() throws GeneralSecurityException {
        String[] jwt = AppKey.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded()))
                .jwt("12345", NOON)
                .split("\\.");
        assertEquals("{\"alg\":\"RS256\",\"typ\":\"JWT\"}", text(jwt[0]));
        assertEquals(
                "{\"iat\":%d,\"exp\":%d,\"iss\":\"12345\"}"
                        .formatted(NOON.getEpochSecond() - 60, NOON.getEpochSecond() + 540),
                text(jwt[1]));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(pair.getPublic());
        signature.update((jwt[0] + "." + jwt[1]).getBytes(StandardCharsets.US_ASCII));
        assertTrue(signature.verify(Base64.getUrlDecoder().decode(jwt[2])));
    }

    @Test
    void readsTheBareKeyThatGitHubGives() {
        byte[] wrapped = pair.getPrivate().getEncoded();
        byte[] bare = Arrays.copyOfRange(wrapped, BEFORE_THE_KEY, wrapped.length);
        assertEquals(
                AppKey.parse(pem("PRIVATE KEY", wrapped)).jwt("1", NOON),
                AppKey.parse(pem("RSA PRIVATE KEY", bare)).jwt("1", NOON));
    }

    @Test
    void saysThatAFileIsNoKeyWithoutRepeatingIt() {
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> AppKey.parse(pem("PRIVATE KEY", "secret".getBytes(StandardCharsets.UTF_8))));
        assertFalse(String.valueOf(refused.getMessage()).contains("c2VjcmV0"));
    }

    @Test
    void isNeverShown() {
        assertEquals(
                "AppKey[…]",
                AppKey.parse(pem("PRIVATE KEY", pair.getPrivate().getEncoded())).toString());
    }

    private static String pem(String kind, byte[] key) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
    }

    private static String text(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
