package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.task.FieldError;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** {@code {username}}: a question about one user to achievement-service; the task's result is what is kept of the answer. */
abstract sealed class UserQuestion implements Executor permits AchievementPlan, AchievementRefresh {
    private final AchievementService achievements;
    private final String path;

    /** @param path ends where the login belongs */
    UserQuestion(AchievementService achievements, String path) {
        this.achievements = achievements;
        this.path = path;
    }

    /** Puts what is kept of an answer into the task's result. */
    abstract void keep(JsonNode answer, ObjectNode result);

    @Override
    public final List<FieldError> check(JsonNode payload) {
        return AchievementService.checkUsername(payload);
    }

    @Override
    public final Uni<JsonNode> execute(Run run) {
        // A login has no character that means something in a URL: check() saw to it.
        String username = run.payload().path("username").asText();
        return achievements.get(path + username, username, run.timeout()).map(answer -> {
            ObjectNode result = JsonNodeFactory.instance.objectNode().put("username", username);
            keep(answer, result);
            return result;
        });
    }
}
