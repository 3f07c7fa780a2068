package dev.cortex.worker.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** GitHub's REST API, as far as tasks write to it, in the name of the first configured token. */
@Singleton
final class GitHub {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");
    // The secondary rate limit comes as 403, too; GitHub then says when to come back.
    private static final Set<Integer> LIMITS = Set.of(403, 429);

    private final BoundedHttp http;
    private final ObjectMapper json;
    private final String base;
    private final Optional<String> token;
    private final int answerBytesMax;

    GitHub(BoundedHttp http, ObjectMapper json, WorkerConfig config) {
        this.http = http;
        this.json = json;
        this.base = config.executors().githubUrl().replaceAll("/+$", "");
        this.token = config.executors().githubTokens().flatMap(tokens -> tokens.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst());
        this.answerBytesMax = (int) config.executors().answerMax().asLongValue();
    }

    /** Nothing is written on GitHub before a person said so: only an explicit {@code "dry_run": false} does. */
    static boolean isDryRun(Fields fields) {
        return fields.flag("dry_run", true);
    }

    /** What a task would have sent: those of its fields, as they are. */
    static JsonNode dryRun(JsonNode payload, String... fields) {
        ObjectNode would = JsonNodeFactory.instance.objectNode().put("dry_run", true);
        for (String field : fields) {
            if (payload.hasNonNull(field)) {
                would.set(field, payload.get(field));
            }
        }
        return would;
    }

    /** Takes {@code repository}, {@code owner/name}, out of a payload; safe in a path. */
    static String repository(Fields fields) {
        String repository = fields.requiredText("repository", 140);
        boolean sound = REPOSITORY.matcher(repository).matches() && !repository.contains("/.");
        if (!repository.isEmpty() && !sound) {
            fields.reject("repository", "is owner/name");
        }
        return repository;
    }

    Uni<BoundedHttp.Answer> send(String method, String path, Optional<JsonNode> body, Duration timeout) {
        String bearer = token.orElseThrow(
                () -> TaskFailure.lasting("no GitHub token is configured (CORTEX_GITHUB_TOKENS or GITHUB_TOKEN)"));
        return http.send(new BoundedHttp.Call(
                method,
                URI.create(base + path),
                Optional.empty(),
                Map.of(
                        "Authorization", "Bearer " + bearer,
                        "Accept", "application/vnd.github+json",
                        "Content-Type", "application/json",
                        "User-Agent", "cortex-mesh"),
                body.map(node -> node.toString().getBytes(StandardCharsets.UTF_8)),
                timeout,
                answerBytesMax));
    }

    /** @throws TaskFailure for any other status: passing when GitHub may do it later */
    JsonNode expect(BoundedHttp.Answer answer, int status) {
        JsonNode body = read(answer);
        if (answer.status() == status) {
            return body;
        }
        String message = "GitHub answered " + answer.status() + ": "
                + body.path("message").asText("");
        boolean limited = LIMITS.contains(answer.status())
                && (answer.header("Retry-After").isPresent()
                        || answer.header("x-ratelimit-remaining").equals(Optional.of("0")));
        throw limited || answer.status() >= 500 ? TaskFailure.passing(message) : TaskFailure.lasting(message);
    }

    /** @return a missing node where the answer is not JSON */
    JsonNode read(BoundedHttp.Answer answer) {
        try {
            return json.readTree(answer.body().toString(StandardCharsets.UTF_8));
        } catch (JsonProcessingException none) {
            return MissingNode.getInstance();
        }
    }
}
