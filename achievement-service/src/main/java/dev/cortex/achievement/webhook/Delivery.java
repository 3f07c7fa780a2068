package dev.cortex.achievement.webhook;

import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One delivery of a webhook.
 *
 * @param id GitHub's, the same when it delivers again
 * @param event its name, as GitHub calls it
 * @param moves whose numbers it moves, if anyone's
 * @param node that user's identity, where it is told
 * @param happening what it does to them; empty where only GitHub can tell
 */
record Delivery(
        String id,
        String event,
        Optional<Login> moves,
        Optional<String> node,
        Optional<Happening> happening,
        Instant receivedAt) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9-]{1,64}+");
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,64}+");

    Delivery {
        if (!validId(id) || !validEvent(event)) {
            throw new IllegalArgumentException("not a delivery of GitHub");
        }
    }

    static boolean validId(String text) {
        return ID.matcher(text).matches();
    }

    static boolean validEvent(String text) {
        return EVENT.matcher(text).matches();
    }
}
