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
import java.util.UUID;
import java.util.regex.Pattern;

/** GitHub's REST API, as far as tasks write to it, in the name of the first configured token. */
@Singleton
final class GitHub {
    private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9-]{1,39}/[A-Za-z0-9._-]{1,100}");
    // The secondary rate limit comes as 403, too; GitHub then says when to come back.
    private static final Set<Integer> LIMITS = Set.of(403, 429);

    private final BoundedHttp http;
    private final WriteTurns turns;
    private final ObjectMapper json;
    private final String base;
    private final Optional<String> token;
    private final int answerBytesMax;

    GitHub(BoundedHttp http, WriteTurns turns, ObjectMapper json, WorkerConfig config) {
        this.http = http;
        this.turns = turns;
        this.json = json;
        this.base = config.executors().githubUrl().replaceAll("/+$", "");
        this.token = config.executors().githubTokens().flatMap(tokens -> tokens.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .findFirst());
        this.answerBytesMax = (int) config.executors().answerMax().asLongValue();
    }

    static boolean isDryRun(Fields fields) {
        return fields.flag("dry_run", true);
    }

    /**
     * Nothing is written on GitHub before a person said so, by two words: {@code "dry_run": false} and {@code "confirm":
     * true}; and only in a repository of the user that it is done for.
     */
    static void checkWrite(Fields fields) {
        boolean dryRun = isDryRun(fields);
        boolean confirmed = fields.flag("confirm", false);
        Optional<String> username = fields.text("username", 1, 39);
        if (!dryRun && !confirmed) {
            fields.require("confirm", "is true where dry_run is false: to write on GitHub takes both");
        }
        if (!dryRun && username.isEmpty()) {
            fields.require("username", "is required to write on GitHub: whose repository it is");
        }
        String repository = fields.text("repository", 1, 140).orElse("");
        boolean others = username.filter(user -> !repository.regionMatches(true, 0, user + "/", 0, user.length() + 1))
                .isPresent();
        if (others && !repository.isEmpty()) {
            fields.require("repository", "is a repository of the user himself");
        }
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

    /** When it is this task's turn, and no earlier than a moment before its time is over. */
    Uni<Void> turn(Duration timeout) {
        return turns.take(timeout.dividedBy(2));
    }

    /** Who has it opens this issue, and nobody else does. */
    Uni<Void> claim(String repository, String issueKey, UUID task) {
        return turns.claim(repository, issueKey, task);
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
