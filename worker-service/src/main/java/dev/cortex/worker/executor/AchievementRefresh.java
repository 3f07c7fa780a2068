package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.util.List;

/** {@code achievement.refresh {username}}: has achievement-service ask GitHub anew; the result is the new summary. */
@Singleton
final class AchievementRefresh extends UserQuestion {
    private static final List<String> KEPT = List.of("timestamp", "fetched_at", "stale", "source", "summary");

    AchievementRefresh(AchievementService achievements) {
        super(achievements, "/api/achievements/progress?force=true&username=");
    }

    @Override
    public String type() {
        return "achievement.refresh";
    }

    @Override
    void keep(JsonNode progress, ObjectNode result) {
        KEPT.stream().filter(progress::has).forEach(field -> result.set(field, progress.get(field)));
    }
}
