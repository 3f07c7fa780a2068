package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;

/**
 * {@code achievement.plan {username}}: has achievement-service draw up the user's plan; the result is its first actions
 * and how many gaps of each urgency there are.
 */
@Singleton
final class AchievementPlan extends UserQuestion {
    private static final int ITEMS_MAX = 10;

    AchievementPlan(AchievementService achievements) {
        super(achievements, "/api/achievements/plan?username=");
    }

    @Override
    public String type() {
        return "achievement.plan";
    }

    @Override
    void keep(JsonNode plan, ObjectNode result) {
        result.put("generated_at", plan.path("generated_at").asText());
        ObjectNode gaps = result.putObject("gaps");
        plan.path("gaps")
                .properties()
                .forEach(gap -> gaps.put(gap.getKey(), gap.getValue().size()));
        result.set("recommended_actions", first(plan.path("recommended_actions")));
        result.set("task_queue", first(plan.path("task_queue")));
    }

    private static ArrayNode first(JsonNode items) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < Math.min(items.size(), ITEMS_MAX); i++) {
            kept.add(items.get(i));
        }
        return kept;
    }
}
