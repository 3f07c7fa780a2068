package dev.cortex.local.launch.plan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The gateway's YAML: written for the mesh on this machine, or read as far as we must know where it listens. */
public final class GatewayConfig {
    /** Top level and one line by the shape of the file, so that no YAML parser is loaded while the mesh starts. */
    private static final Pattern LISTEN =
            Pattern.compile("^listen:\\s*[\"']?(?:\\S*?:)?(\\d{1,5})[\"']?\\s*(?:#.*)?$", Pattern.MULTILINE);

    private GatewayConfig() {}

    /** The port of {@code listen:}, if the text has one. */
    static Optional<Integer> listenPort(String yaml) {
        Matcher matcher = LISTEN.matcher(yaml);
        return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
    }

    /**
     * The routes of the whole mesh.
     *
     * @param access of every route; webhooks stay open, as their sender proves itself by a signature
     */
    static String forMesh(Ports ports, String access) {
        return """
                # Written by ./cortex up at every start; CORTEX_GATEWAY_CONFIG names another file to use instead.
                listen: 127.0.0.1:%2$d
                upstreams:
                  achievements:
                    policy: least-connections
                    servers:
                      - {url: "http://127.0.0.1:%3$d", weight: 2}
                      - {url: "http://127.0.0.1:%4$d", weight: 1}
                  routing:
                    policy: least-connections
                    servers: [{url: "http://127.0.0.1:%5$d"}]
                  tasks:
                    policy: least-connections
                    servers: [{url: "http://127.0.0.1:%6$d"}]
                routes:
                  - {path: /api/achievements/**, upstream: achievements, cache: {enabled: true, default_ttl: {200: 5m}}, compress: true, access: %1$s}
                  - {path: /api/webhooks/**, upstream: achievements, access: open}
                  - {path: /api/routing/**, upstream: routing, compress: true, access: %1$s}
                  - {path: /api/tasks/**, upstream: tasks, compress: true, access: %1$s}
                  - {path: /api/workers/**, upstream: tasks, compress: true, access: %1$s}
                """.formatted(
                        access,
                        ports.gateway(),
                        ports.firstAchievement(),
                        ports.secondAchievement(),
                        ports.routing(),
                        ports.worker());
    }
}
