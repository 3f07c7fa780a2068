package dev.cortex.achievement.github;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cortex.achievement.budget.Obstacle;
import java.time.Instant;
import java.util.Optional;

/** Every way in which GitHub does not answer what was asked. Each has its own words and its own status towards people. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GitHubFailure.UnknownUser.class, name = "unknown_user"),
    @JsonSubTypes.Type(value = GitHubFailure.OutOfBudget.class, name = "out_of_budget"),
    @JsonSubTypes.Type(value = GitHubFailure.SlowedDown.class, name = "slowed_down"),
    @JsonSubTypes.Type(value = GitHubFailure.Refused.class, name = "refused"),
    @JsonSubTypes.Type(value = GitHubFailure.NoToken.class, name = "no_token"),
    @JsonSubTypes.Type(value = GitHubFailure.Unavailable.class, name = "unavailable"),
    @JsonSubTypes.Type(value = GitHubFailure.TimedOut.class, name = "timed_out"),
    @JsonSubTypes.Type(value = GitHubFailure.TooLarge.class, name = "too_large"),
    @JsonSubTypes.Type(value = GitHubFailure.Garbled.class, name = "garbled"),
    @JsonSubTypes.Type(value = GitHubFailure.Busy.class, name = "busy")
})
public sealed interface GitHubFailure {

    /** No user of this login: an organisation and a bot are none either. */
    record UnknownUser(String login) implements GitHubFailure {}

    /** The points of every token are spent (RATE_LIMITED). */
    record OutOfBudget(Instant until) implements GitHubFailure {}

    /**
     * GitHub's secondary limits ask us to wait.
     *
     * @param announced whether GitHub said until when
     */
    record SlowedDown(Instant until, boolean announced) implements GitHubFailure {
        public SlowedDown(Instant until) {
            this(until, true);
        }
    }

    /** GitHub takes none of the tokens: bad credentials, a suspended account, or not allowed to read this. */
    record Refused() implements GitHubFailure {}

    /** There is no token to pay with. */
    record NoToken() implements GitHubFailure {}

    /** GitHub can not be reached or answers with a server error. */
    record Unavailable(int status) implements GitHubFailure {}

    /** GitHub did not answer in time; it is the same to it whether we waited (504) or hung up. */
    record TimedOut() implements GitHubFailure {}

    /** The query asks for more than GitHub gives at once (MAX_NODE_LIMIT_EXCEEDED, RESOURCE_LIMITS_EXCEEDED). */
    record TooLarge(String type) implements GitHubFailure {}

    /** An answer that is none: not GraphQL, or without what was asked and without a reason. */
    record Garbled(String detail) implements GitHubFailure {}

    /** Too many of our own requests wait for GitHub already. */
    record Busy() implements GitHubFailure {}

    /** The words for what keeps a request from being sent. */
    static GitHubFailure of(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Spent(Instant until) -> new OutOfBudget(until);
            case Obstacle.Slowed(Instant until) -> new SlowedDown(until);
            case Obstacle.Crowded _ -> new Busy();
            case Obstacle.Refused _ -> new Refused();
            case Obstacle.Penniless _ -> new NoToken();
        };
    }

    /** When it is worth to ask again, where GitHub says. */
    default Optional<Instant> retryAt() {
        return switch (this) {
            case OutOfBudget(Instant until) -> Optional.of(until);
            case SlowedDown(Instant until, var _) -> Optional.of(until);
            case UnknownUser _, Refused _, NoToken _, Unavailable _, TimedOut _, TooLarge _, Garbled _, Busy _ ->
                Optional.empty();
        };
    }

    /** A constant for metrics. */
    default String tag() {
        return switch (this) {
            case UnknownUser _ -> "unknown_user";
            case OutOfBudget _ -> "out_of_budget";
            case SlowedDown _ -> "slowed_down";
            case Refused _ -> "refused";
            case NoToken _ -> "no_token";
            case Unavailable _ -> "unavailable";
            case TimedOut _ -> "timed_out";
            case TooLarge _ -> "too_large";
            case Garbled _ -> "garbled";
            case Busy _ -> "busy";
        };
    }
}
