package dev.cortex.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.cortex.gateway.balance.PeerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the YAML file of routes and upstreams. */
public final class PlanFile {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private PlanFile() {}

    public static Plan read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new BadConfig(
                    file.toString(), "cannot be read: " + e.getClass().getSimpleName());
        }
    }

    public static Plan parse(String yaml) {
        JsonNode root;
        try {
            root = YAML.readTree(yaml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new BadConfig("line " + line, "is not YAML: " + e.getOriginalMessage());
        }
        Section file = new Section("", root);
        Endpoint listen = file.read("listen", null, found -> Endpoint.parse(found.asText()));
        Map<String, UpstreamPlan> upstreams = upstreams(file);
        Plan plan = new Plan(
                listen, limits(file), timeouts(file), upstreams, Routes.read(file, upstreams.keySet()), edge(file));
        file.nothingElse();
        return plan;
    }

    private static Map<String, UpstreamPlan> upstreams(Section file) {
        Section section = file.section("upstreams");
        Map<String, UpstreamPlan> upstreams = new LinkedHashMap<>();
        for (String name : section.names()) {
            upstreams.put(name, upstream(name, section.section(name)));
        }
        if (upstreams.isEmpty()) {
            throw file.bad("upstreams", "must name at least one upstream");
        }
        return upstreams;
    }

    private static UpstreamPlan upstream(String name, Section section) {
        String policy = section.text("policy", "least-connections");
        if (!policy.equals("least-connections")) {
            throw section.bad("policy", "must be least-connections, is " + policy);
        }
        List<PeerSettings> servers = new ArrayList<>();
        Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        for (Section server : section.sections("servers")) {
            Endpoint endpoint = server.read("url", null, found -> endpoint(found.asText()));
            if (endpoints.put(endpoint.toString(), endpoint) != null) {
                throw server.bad("url", "is listed twice");
            }
            servers.add(server(endpoint, server));
        }
        if (servers.stream().allMatch(PeerSettings::backup)) {
            throw section.bad("servers", "must have at least one that is not a backup");
        }
        UpstreamPlan plan = new UpstreamPlan(
                name,
                servers,
                endpoints,
                section.number("idle_connections", 256, 0, 65_535),
                section.duration("idle_timeout", Duration.ofSeconds(60)),
                section.number("retry_percent", 20, 0, 100));
        section.nothingElse();
        return plan;
    }

    private static PeerSettings server(Endpoint endpoint, Section server) {
        PeerSettings settings = new PeerSettings(
                endpoint.toString(),
                server.number("weight", 1, 1, PeerSettings.WEIGHT_MAX),
                server.number("max_fails", 1, 0, 1_000_000),
                server.duration("fail_timeout", Duration.ofSeconds(10)).toMillis(),
                server.number("max_connections", 0, 0, 1_000_000),
                server.flag("backup", false),
                server.flag("down", false));
        server.nothingElse();
        return settings;
    }

    /** @param url {@code http://host[:port]} */
    static Endpoint endpoint(String url) {
        URI uri = URI.create(url);
        if (!"http".equals(uri.getScheme()) || uri.getHost() == null) {
            throw new IllegalArgumentException("must be http://host:port");
        }
        boolean more = uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getRawUserInfo() != null;
        if (more || !(uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
            throw new IllegalArgumentException("must end after the port: paths are passed on as they come");
        }
        return Endpoint.parse(uri.getHost() + ":" + (uri.getPort() < 0 ? 80 : uri.getPort()));
    }

    private static Limits limits(Section file) {
        Section section = file.section("limits");
        Limits by = Limits.DEFAULT;
        Limits limits = new Limits(
                (int) section.size("head", by.headBytesMax(), 1 << 20),
                (int) section.size("target", by.targetBytesMax(), 1 << 20),
                section.number("headers", by.headersMax(), 1, 10_000),
                section.size("body", by.bodyBytesMax(), 1L << 40),
                section.number("in_flight", by.inFlightMax(), 1, 1_000_000),
                section.number("connections", by.connectionsMax(), 1, 1_000_000));
        section.nothingElse();
        return limits;
    }

    private static Timeouts timeouts(Section file) {
        Section section = file.section("timeouts");
        Timeouts by = Timeouts.DEFAULT;
        Timeouts timeouts = new Timeouts(
                section.duration("header", by.header()),
                section.duration("body", by.body()),
                section.duration("idle", by.idle()),
                section.duration("send", by.send()),
                section.duration("connect", by.connect()),
                section.duration("response", by.response()),
                section.duration("stream", by.stream()),
                section.duration("event_stream", by.eventStream()));
        section.nothingElse();
        return timeouts;
    }

    private static Edge edge(Section file) {
        Edge by = Edge.DEFAULT;
        String name = file.text("name", by.name());
        if (!name.matches("[A-Za-z0-9.-]{1,64}")) {
            throw file.bad("name", "must be 1..64 letters, digits, dots or hyphens");
        }
        return new Edge(name, networks(file, by.trustedProxies()), file.flag("access_log", by.accessLog()));
    }

    private static List<String> networks(Section file, List<String> fallback) {
        return file.read("trusted_proxies", fallback, found -> {
            List<String> networks = new ArrayList<>();
            found.forEach(each -> networks.add(each.asText()));
            for (String network : networks) {
                if (!network.matches("[0-9a-fA-F.:]+/[0-9]{1,3}")) {
                    throw new IllegalArgumentException("must be a list of networks such as 10.0.0.0/8");
                }
            }
            return networks;
        });
    }
}
