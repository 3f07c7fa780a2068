package dev.cortex.worker.executor;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom {@code http.request} may talk to: entries {@code host} (the scheme's own port) or {@code host:port}, compared
 * letter by letter. A server that fetches what it is told is a way into the network it stands in (SSRF), so everything
 * that is not listed is refused, and a listed name that leads to this machine or to a cloud's metadata service is too.
 */
final class AllowedHosts {
    // Dotted or bracketed: what is listed as an address is meant as that address.
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]");

    private final Set<String> entries;

    AllowedHosts(List<String> entries) {
        this.entries = entries.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return why a URL is refused, empty when it may be called */
    Optional<String> refusal(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of("is an http or https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getHost() == null) {
            return Optional.of("names a plain host, without user name or password");
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int ownPort = scheme.equals("https") ? 443 : 80;
        int port = uri.getPort() == -1 ? ownPort : uri.getPort();
        boolean listed = entries.contains(host + ":" + port) || (port == ownPort && entries.contains(host));
        return listed ? Optional.empty() : Optional.of("names a host that is not in CORTEX_HTTP_ALLOWED_HOSTS");
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
