package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * How one task ended.
 *
 * @param expected the expert a person would have chosen
 * @param worker who ran the last attempt, empty text when nobody did
 * @param durationMs from submission to end, as the service's own times tell
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record TaskReport(
        String id,
        String type,
        String description,
        String state,
        String expected,
        String expert,
        double confidence,
        String strategy,
        String worker,
        long durationMs,
        JsonNode result) {

    static TaskReport of(SampleTask sample, JsonNode task) {
        JsonNode attempts = task.path("attempts");
        JsonNode last = attempts.path(attempts.size() - 1);
        return new TaskReport(
                task.path("id").asText(),
                sample.type(),
                sample.description(),
                task.path("state").asText(),
                sample.expert(),
                task.path("expert").asText(""),
                task.path("confidence").asDouble(),
                task.path("strategy").asText(""),
                last.path("worker").asText(""),
                duration(task).toMillis(),
                task.path("result"));
    }

    private static Duration duration(JsonNode task) {
        return instant(task.path("created_at"))
                .flatMap(from -> instant(task.path("completed_at")).map(to -> Duration.between(from, to)))
                .orElse(Duration.ZERO);
    }

    private static Optional<Instant> instant(JsonNode node) {
        try {
            return node.isTextual() ? Optional.of(Instant.parse(node.asText())) : Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }

    boolean succeeded() {
        return state.equals("succeeded");
    }

    boolean isRoutedRight() {
        return expert.equals(expected);
    }

    /** What is wrong with it, if anything. */
    Optional<String> fault() {
        if (!succeeded()) {
            return Optional.of("task %s (%s) is %s".formatted(id, description, state));
        }
        if (!isRoutedRight()) {
            return Optional.of("task %s (%s) went to %s, a person would send it to %s"
                    .formatted(id, description, expert.isEmpty() ? "nobody" : expert, expected));
        }
        return Optional.empty();
    }
}
