package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Budget;
import io.smallrye.graphql.client.GraphQLError;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** What came back for one GraphQL request. */
sealed interface Reply {
    /** What GitHub says is left, where it says so. */
    Optional<Budget> budget();

    /** Data, perhaps in part: errors name by their path what is missing. */
    record Answered(JsonObject data, List<GraphQLError> errors, int points, Optional<Budget> budget) implements Reply {}

    /** No data at all. */
    record Failed(GitHubFailure failure, Optional<Budget> budget) implements Reply {}
}
