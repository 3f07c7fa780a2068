package dev.cortex.gateway.config;

import java.util.List;

/**
 * How the gateway shows itself to both sides.
 *
 * @param name the pseudonym in Via, Proxy-Status (RFC 9110, 7.6.3)
 * @param trustedProxies networks (CIDR) whose Forwarded and X-Forwarded-* are believed and extended; those of others are replaced
 * @param accessLog whether each exchange is logged
 */
public record Edge(String name, List<String> trustedProxies, boolean accessLog) {
    public static final Edge DEFAULT = new Edge("cortex", List.of("127.0.0.0/8", "::1/128"), false);

    public Edge {
        trustedProxies = List.copyOf(trustedProxies);
    }
}
