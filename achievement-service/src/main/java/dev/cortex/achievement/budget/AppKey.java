package dev.cortex.achievement.budget;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * The private key of a GitHub App, and the short-lived JWT (RFC 7519) by which the App proves that it holds it. Three claims
 * and one signature of the JDK: a library for JWTs would bring ten algorithms that must not be used.
 *
 * <p>Never printed.
 */
final class AppKey {
    /** Clocks differ; GitHub refuses what seems to be from the future. */
    private static final Duration BACKDATED = Duration.ofMinutes(1);

    /** GitHub takes at most ten minutes. */
    private static final Duration LASTS = Duration.ofMinutes(9);

    /** PKCS #8 (RFC 5958) says before the key that it is RSA; GitHub's files are PKCS #1, the bare key. */
    private static final byte[] RSA = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");

    private static final byte SEQUENCE = 0x30;
    private static final byte OCTETS = 0x04;

    private final PrivateKey key;

    private AppKey(PrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a PEM file's text, PKCS #1 or PKCS #8.
     *
     * @throws IllegalArgumentException when it is none; the message does not repeat it
     */
    static AppKey parse(String pem) {
        boolean bare = pem.contains("BEGIN RSA PRIVATE KEY");
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] der = Base64.getDecoder().decode(base64);
            PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(bare ? wrapped(der) : der);
            return new AppKey(KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("the App's key file is no RSA private key in PEM");
        }
    }

    private static byte[] wrapped(byte[] pkcs1) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(RSA);
        body.writeBytes(tagged(OCTETS, pkcs1));
        return tagged(SEQUENCE, body.toByteArray());
    }

    private static byte[] tagged(byte tag, byte[] content) {
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        // Keys of 2,048 bits and more: two bytes of length always.
        der.write(0x82);
        der.write(content.length >> 8);
        der.write(content.length);
        der.writeBytes(content);
        return der.toByteArray();
    }

    String jwt(String appId, Instant now) {
        String head = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8));
        String claims = "{\"iat\":%d,\"exp\":%d,\"iss\":\"%s\"}"
                .formatted(
                        now.minus(BACKDATED).getEpochSecond(), now.plus(LASTS).getEpochSecond(), appId);
        String signed = head + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with RSA", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "AppKey[…]";
    }
}
