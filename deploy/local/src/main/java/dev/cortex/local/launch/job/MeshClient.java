package dev.cortex.local.launch.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The mesh's API as any client sees it: through the gateway. */
final class MeshClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final int SUCCESS_MAX = 299;
    private static final int SHOWN_CHARACTERS = 200;

    private final URI gateway;
    private final Optional<String> key;
    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /** @param key sent as {@code Authorization: Bearer}, where the gateway asks for one */
    MeshClient(URI gateway, Optional<String> key) {
        this.gateway = gateway;
        this.key = key;
    }

    JsonNode get(String path) throws StepFailure, InterruptedException {
        return send("GET " + path, request(path).GET().build());
    }

    JsonNode post(String path, Map<String, ?> body) throws StepFailure, InterruptedException {
        try {
            return send(
                    "POST " + path,
                    request(path)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                            .build());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a body of maps, texts and numbers", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(gateway.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
        key.ifPresent(secret -> builder.header("Authorization", "Bearer " + secret));
        return builder;
    }

    private JsonNode send(String what, HttpRequest request) throws StepFailure, InterruptedException {
        try {
            HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() > SUCCESS_MAX) {
                throw new StepFailure(what + " answered " + response.statusCode() + problem(response.body()));
            }
            return json.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new StepFailure(what + " answered no JSON");
        } catch (IOException e) {
            throw new StepFailure(what + " failed: " + (e.getMessage() == null ? e.toString() : e.getMessage()));
        }
    }

    /** The detail of an RFC 9457 problem, or the beginning of whatever was answered. */
    private String problem(byte[] body) {
        String text;
        try {
            text = json.readTree(body).path("detail").asText("");
        } catch (IOException _) {
            text = new String(body, 0, Math.min(body.length, SHOWN_CHARACTERS), StandardCharsets.UTF_8);
        }
        return text.isBlank() ? "" : ": " + text;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
