package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.task.FieldError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code achievement.plan {username}}: has achievement-service draw up the user's plan; the result is its first actions
 * and how many gaps of each urgency there are.
 */
@Singleton
final class AchievementPlan implements Executor {
    private static final int ITEMS_MAX = 10;

    private final AchievementService achievements;

    AchievementPlan(AchievementService achievements) {
        this.achievements = achievements;
    }

    @Override
    public String type() {
        return "achievement.plan";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        return AchievementService.checkUsername(payload);
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        String username = run.payload().path("username").asText();
        return achievements
                .get("/api/achievements/plan?username=" + username, username, run.timeout())
                .map(plan -> digest(username, plan));
    }

    private static JsonNode digest(String username, JsonNode plan) {
        ObjectNode result = JsonNodeFactory.instance.objectNode().put("username", username);
        result.put("generated_at", plan.path("generated_at").asText());
        ObjectNode gaps = result.putObject("gaps");
        plan.path("gaps")
                .properties()
                .forEach(gap -> gaps.put(gap.getKey(), gap.getValue().size()));
        result.set("recommended_actions", first(plan.path("recommended_actions")));
        result.set("task_queue", first(plan.path("task_queue")));
        return result;
    }

    private static ArrayNode first(JsonNode items) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(items.size(), ITEMS_MAX); i++) {
            kept.add(items.get(i));
        }
        return kept;
    }
}
