package dev.cortex.local.github.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.github.limit.Credentials;
import dev.cortex.local.github.web.Json;
import dev.cortex.local.github.web.Reply;
import dev.cortex.local.github.web.Request;
import dev.cortex.local.github.web.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * {@code POST /app/installations/{id}/access_tokens}: whoever shows the JWT of an App gets a token. Its form, algorithm and
 * times are checked as GitHub does; its signature is not, because the simulator has nobody's public key.
 */
final class Installations {
    /** GitHub's longest. */
    private static final Duration LASTS_MAX = Duration.ofMinutes(10);

    private final Simulation simulation;

    Installations(Simulation simulation) {
        this.simulation = simulation;
    }

    Reply accessToken(Request request) {
        String jwt = request.token().orElse("");
        Reply reply = proven(jwt)
                ? issued(request.segments().get(2))
                : Reply.error(401, "A JSON web token could not be decoded");
        simulation
                .traffic()
                .record("/app/installations/{id}/access_tokens", Credentials.fingerprint(jwt), 0, reply.status());
        return reply;
    }

    private Reply issued(String installation) {
        if (!installation.matches("\\d+")) {
            return Reply.error(404, "Not Found");
        }
        Credentials.Issued issued = simulation.credentials().issue(installation);
        return Reply.json(
                201,
                Map.of(
                        "token", issued.token(),
                        "expires_at", issued.expiresAt().toString(),
                        "permissions", Map.of("metadata", "read"),
                        "repository_selection", "all"));
    }

    private boolean proven(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || parts[2].isEmpty()) {
            return false;
        }
        try {
            JsonNode claims = read(parts[1]);
            Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
            Instant now = simulation.now();
            return read(parts[0]).path("alg").asText().equals("RS256")
                    && !claims.path("iss").asText().isEmpty()
                    && !Instant.ofEpochSecond(claims.path("iat").asLong()).isAfter(now)
                    && expires.isAfter(now)
                    && !expires.isAfter(now.plus(LASTS_MAX));
        } catch (RuntimeException notDecoded) {
            return false;
        }
    }

    private static JsonNode read(String part) {
        return Json.read(Base64.getUrlDecoder().decode(part), JsonNode.class);
    }
}
