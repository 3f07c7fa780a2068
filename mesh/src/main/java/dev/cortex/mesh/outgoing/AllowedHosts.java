package dev.cortex.mesh.outgoing;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whom a service calls when it is told a URL: entries {@code host} (the scheme's own port) or {@code host:port}, compared
 * letter by letter. A server that calls what it is told is a way into the network it stands in (SSRF), so everything that is
 * not listed is refused, and a listed name that leads to this machine or to a cloud's metadata service is too.
 */
public final class AllowedHosts {
    // Dotted or bracketed: what is listed as an address is meant as that address.
    private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+|\\[.*]");

    private final Set<String> entries;

    /** Why a URL is not called. */
    public enum Refusal {
        NOT_HTTP,
        /** It has no host, or a user name or password beside it. */
        NOT_A_PLAIN_HOST,
        NOT_LISTED
    }

    public AllowedHosts(List<String> entries) {
        this.entries = entries.stream()
                .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                .filter(entry -> !entry.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** @return empty when it may be called */
    public Optional<Refusal> refusal(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.of(Refusal.NOT_HTTP);
        }
        if (url.getRawUserInfo() != null || url.getHost() == null) {
            return Optional.of(Refusal.NOT_A_PLAIN_HOST);
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        int ownPort = scheme.equals("https") ? 443 : 80;
        int port = url.getPort() == -1 ? ownPort : url.getPort();
        boolean listed = entries.contains(host + ":" + port) || (port == ownPort && entries.contains(host));
        return listed ? Optional.empty() : Optional.of(Refusal.NOT_LISTED);
    }

    /** Whether a listed host may be reached at the address that its name leads to. */
    public static boolean permits(String host, InetAddress address) {
        boolean named = !ADDRESS.matcher(host).matches() && !host.equalsIgnoreCase("localhost");
        boolean inward = address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress();
        return !(named && inward);
    }
}
