package dev.cortex.gateway.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The keys that open routes. Only their hashes are kept, and a key is compared as a hash with every one of them, so that the time of an
 * answer tells nothing about how much of a guess was right.
 */
public final class KeyRing {
    private static final int SECRET_LENGTH_MIN = 8;

    /** It becomes the value of a header. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    private final List<Key> keys;

    private KeyRing(List<Key> keys) {
        this.keys = keys;
    }

    /** @param named {@code name:secret} each; the name is for people, and tells the services who calls */
    public static KeyRing of(List<String> named) {
        List<Key> keys = new ArrayList<>();
        for (String one : named) {
            int colon = one.indexOf(':');
            boolean proper = colon > 0 && NAME.matcher(one.substring(0, colon)).matches();
            if (!proper || one.length() - colon <= SECRET_LENGTH_MIN) {
                throw new IllegalArgumentException(
                        "each key must be name:secret with a name of letters, digits, '_', '.'"
                                + " and '-', and a secret of at least " + SECRET_LENGTH_MIN + " characters");
            }
            keys.add(new Key(one.substring(0, colon), hash(one.substring(colon + 1))));
        }
        return new KeyRing(List.copyOf(keys));
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** The name of the key that has this secret. */
    Optional<String> nameOf(String secret) {
        byte[] hash = hash(secret);
        Optional<String> found = Optional.empty();
        for (Key key : keys) {
            boolean same = MessageDigest.isEqual(key.hash(), hash);
            found = same ? Optional.of(key.name()) : found;
        }
        return found;
    }

    private record Key(String name, byte[] hash) {}

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
