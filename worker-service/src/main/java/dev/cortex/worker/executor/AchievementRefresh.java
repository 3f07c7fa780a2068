package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.task.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code achievement.refresh {username}}: has achievement-service ask GitHub anew; the result is the new summary. */
@Singleton
final class AchievementRefresh implements Executor {
    private static final List<String> KEPT = List.of("timestamp", "fetched_at", "stale", "source", "summary");

    private final AchievementService achievements;

    AchievementRefresh(AchievementService achievements) {
        this.achievements = achievements;
    }

    @Override
    public String type() {
        return "achievement.refresh";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        return AchievementService.checkUsername(payload);
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        // A login has no character that means something in a URL: check() saw to it.
        String username = run.payload().path("username").asText();
        return achievements
                .get("/api/achievements/progress?force=true&username=" + username, username, run.timeout())
                .map(progress -> summary(username, progress));
    }

    private static JsonNode summary(String username, JsonNode progress) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("username", username);
        KEPT.stream().filter(progress::has).forEach(field -> result.set(field, progress.get(field)));
        return result;
    }
}
