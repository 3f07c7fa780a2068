package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Verdict;
import java.time.Instant;
import java.util.Optional;

/** What a reply says of the token that paid for it. */
final class Verdicts {
    private Verdicts() {}

    static Verdict of(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> new Verdict.Taken(Optional.of(answered.points()), answered.budget());
            case Reply.Failed(GitHubFailure.OutOfBudget(Instant until), var _) -> new Verdict.Spent(until);
            case Reply.Failed(GitHubFailure.SlowedDown(Instant until, boolean announced), var _) ->
                new Verdict.Slowed(announced ? Optional.of(until) : Optional.empty());
            case Reply.Failed(GitHubFailure.Refused _, var _) -> new Verdict.Refused();
            // Never sent.
            case Reply.Failed(GitHubFailure.Busy _, var _) -> new Verdict.Taken(Optional.of(0), Optional.empty());
            // It may have been paid for, and a timeout costs more than the query.
            case Reply.Failed failed -> new Verdict.Taken(Optional.empty(), failed.budget());
        };
    }
}
