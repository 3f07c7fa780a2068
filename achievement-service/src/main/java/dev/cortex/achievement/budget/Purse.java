package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * An account that pays.
 *
 * @param id under which its points are kept: a digest of a token, or the number of an installation, whose tokens change
 * @param token what to pay with now; fails where there is none to be had
 */
record Purse(String id, Supplier<Uni<Token>> token) {
    private static final int DIGEST_LENGTH = 16;

    static Purse of(Token token) {
        return new Purse(digest(token), () -> Uni.createFrom().item(token));
    }

    private static String digest(Token token) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(token.secret().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
