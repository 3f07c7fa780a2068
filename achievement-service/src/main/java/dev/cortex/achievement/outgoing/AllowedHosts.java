package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.AchievementConfig;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom we send to: entries {@code host} (the scheme's own port) or {@code host:port}, compared letter by letter. A server that
 * sends where it is told is a way into the network it stands in (SSRF), so what is not listed is refused, and a listed name
 * that leads to this machine or to a cloud's metadata service is too.
 */
@Singleton
final class AllowedHosts {
    // Dotted or bracketed: what is listed as an address is meant as that address.
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]");

    private final Set<String> entries;

    AllowedHosts(AchievementConfig config) {
        this.entries = config.outgoing().allowedHosts().orElse(List.of()).stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return why a URL is refused, empty when it may be called */
    Optional<String> refusal(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("\"url\" is an http or https URL.");
        }
        if (uri.getRawUserInfo() != null || uri.getHost() == null || uri.getRawFragment() != null) {
            return Optional.of("\"url\" names a plain host, without user name, password or fragment.");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int ownPort = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() == -1 ? ownPort : uri.getPort();
        boolean listed = entries.contains(host + ":" + port) || (port == ownPort && entries.contains(host));
        return listed
                ? Optional.empty()
                : Optional.of(
                        "The host of \"url\" is not among those in CORTEX_WEBHOOK_ALLOWED_HOSTS (host[:port],…).");
    }

    /** Whether a listed host may be reached at the address that its name leads to. */
    static boolean permits(String host, InetAddress address) {
        boolean named = !ADDRESS.matcher(host).matches() && !host.equalsIgnoreCase("localhost");
        boolean inward = address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
        return !(named && inward);
    }
}
