package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.outgoing.AllowedHosts;
import dev.cortex.mesh.outgoing.AllowedHosts.Refusal;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Whom we send to, and what those are told whom we do not. */
@Singleton
final class SubscriberHosts {
    private final AllowedHosts hosts;

    SubscriberHosts(AchievementConfig config) {
        this.hosts = new AllowedHosts(config.outgoing().allowedHosts().orElse(List.of()));
    }

    /** @return why a URL is refused, empty when it may be called */
    Optional<String> refusal(URI url) {
        Optional<Refusal> refusal = hosts.refusal(url);
        boolean http = !refusal.equals(Optional.of(Refusal.NOT_HTTP));
        // A fragment is never sent, so whoever wrote one expects what can not happen.
        return (http && url.getRawFragment() != null ? Optional.of(Refusal.NOT_A_PLAIN_HOST) : refusal)
                .map(SubscriberHosts::words);
    }

    private static String words(Refusal refusal) {
        return switch (refusal) {
            case NOT_HTTP -> "\"url\" is an http or https URL.";
            case NOT_A_PLAIN_HOST -> "\"url\" names a plain host, without user name, password or fragment.";
            case NOT_LISTED ->
                "The host of \"url\" is not among those in CORTEX_WEBHOOK_ALLOWED_HOSTS (host[:port],…).";
        };
    }
}
