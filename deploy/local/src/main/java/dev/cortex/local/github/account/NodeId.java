package dev.cortex.local.github.account;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A global node id: the type's prefix and what identifies the thing, opaque to clients as GitHub's are.
 *
 * <p>The identity is inside, so an id read years ago from another simulator still resolves: nothing has to be remembered.
 *
 * @param key for example {@code octocat}, or {@code octocat/merged/17}
 */
public record NodeId(String prefix, String key) {
    public static NodeId of(String prefix, String key) {
        return new NodeId(prefix, key);
    }

    public static Optional<NodeId> parse(String text) {
        int underscore = text.indexOf('_');
        if (underscore < 1) {
            return Optional.empty();
        }
        try {
            byte[] key = Base64.getUrlDecoder().decode(text.substring(underscore + 1));
            return Optional.of(new NodeId(text.substring(0, underscore), new String(key, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public String text() {
        return prefix + "_"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }
}
