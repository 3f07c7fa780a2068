package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.observation.Login;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who is told.
 *
 * @param secret signs what is sent; never told, never logged
 * @param logins of whom; none for all
 */
record Subscription(UUID id, URI url, Secret secret, List<Login> logins, Instant createdAt) {
    Subscription {
        logins = List.copyOf(logins);
    }

    /** Text that does not show itself. */
    record Secret(String text) {
        @Override
        public String toString() {
            return "***";
        }
    }
}
