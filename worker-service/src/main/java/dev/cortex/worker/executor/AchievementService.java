package dev.cortex.worker.executor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.Fields;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The achievement-service, at any of its replicas. A user's questions go to the same replica first, which has the user
 * warm; the others are asked in turn when it does not answer.
 */
@Singleton
final class AchievementService {
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?");
    private static final int TOO_MANY = 429;

    private final BoundedHttp http;
    private final ObjectMapper json;
    private final List<URI> replicas;
    private final int answerBytesMax;

    AchievementService(BoundedHttp http, ObjectMapper json, WorkerConfig config) {
        this.http = http;
        this.json = json;
        this.replicas = config.executors().achievementUrls().stream()
                .map(url -> URI.create(url.strip().replaceAll("/+$", "")))
                .toList();
        this.answerBytesMax = (int) config.executors().answerMax().asLongValue();
    }

    /** Checks a payload {@code {"username"}}. */
    static List<FieldError> checkUsername(JsonNode payload) {
        var fields = new Fields(payload);
        String username = fields.requiredText("username", 39);
        if (fields.errors().isEmpty() && !LOGIN.matcher(username).matches()) {
            fields.reject("username", "is a GitHub login: letters, digits and single '-' inside, at most 39 of them");
        }
        return fields.errors();
    }

    /**
     * @param path with its query, whose values are safe in a URL
     * @param spread decides which replica is asked first
     */
    Uni<JsonNode> get(String path, String spread, Duration timeout) {
        int first = Math.floorMod(spread.hashCode(), replicas.size());
        // Leaves time for every replica within the task's own timeout.
        Duration each = timeout.dividedBy(replicas.size());
        Uni<JsonNode> answer = ask(first, path, each);
        for (int i = 1; i < replicas.size(); i++) {
            int next = (first + i) % replicas.size();
            answer = answer.onFailure(AchievementService::elsewhereMayHelp).recoverWithUni(() -> ask(next, path, each));
        }
        return answer;
    }

    private Uni<JsonNode> ask(int replica, String path, Duration timeout) {
        URI uri = URI.create(replicas.get(replica) + path);
        return http.send(new BoundedHttp.Call(
                        "GET",
                        uri,
                        Optional.empty(),
                        Map.of("Accept", "application/json"),
                        Optional.empty(),
                        timeout,
                        answerBytesMax))
                .map(this::body);
    }

    private JsonNode body(BoundedHttp.Answer answer) {
        int status = answer.status();
        if (status == 200 && !answer.cut()) {
            return parse(answer).orElseThrow(() -> TaskFailure.passing("achievement-service answered no JSON"));
        }
        String detail = parse(answer)
                .map(problem -> problem.path("detail").asText(""))
                .filter(text -> !text.isBlank())
                .map(text -> ": " + text)
                .orElse("");
        String message = "achievement-service answered " + status + detail;
        boolean lasting = status >= 400 && status < 500 && status != TOO_MANY;
        throw lasting ? TaskFailure.lasting(message) : TaskFailure.passing(message);
    }

    private Optional<JsonNode> parse(BoundedHttp.Answer answer) {
        try {
            return Optional.ofNullable(json.readTree(answer.body().toString(StandardCharsets.UTF_8)));
        } catch (JsonProcessingException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean elsewhereMayHelp(Throwable failure) {
        return !(failure instanceof TaskFailure known) || known.retryable();
    }
}
