package dev.cortex.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys that open routes. Only their hashes are kept, and a key is compared as a hash with every one of them, so that the time of an
 * answer tells nothing about how much of a guess was right.
 */
public final class KeyRing {
    private static final int SECRET_LENGTH_MIN = 8;

    private final List<byte[]> hashes;

    private KeyRing(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /** @param named {@code name:secret} each; the name is for people */
    public static KeyRing of(List<String> named) {
        List<byte[]> hashes = new ArrayList<>();
        for (String one : named) {
            int colon = one.indexOf(':');
            if (colon < 1 || one.length() - colon <= SECRET_LENGTH_MIN) {
                throw new IllegalArgumentException(
                        "each key must be name:secret with a secret of at least " + SECRET_LENGTH_MIN + " characters");
            }
            hashes.add(hash(one.substring(colon + 1)));
        }
        return new KeyRing(List.copyOf(hashes));
    }

    public boolean isEmpty() {
        return hashes.isEmpty();
    }

    boolean opens(String secret) {
        byte[] hash = hash(secret);
        boolean found = false;
        for (byte[] known : hashes) {
            found |= MessageDigest.isEqual(known, hash);
        }
        return found;
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
