package dev.cortex.achievement.api;

import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.store.StoreException;
import dev.cortex.achievement.tasks.TaskServiceException;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** The words for everything that goes wrong here: each failure has its own type, status and advice. */
final class Problems {
    private static final int KEY_REUSED = 422;

    private Problems() {}

    /** @return the failure as it is told to the client; others than ours unchanged */
    static Throwable told(Throwable failure, Clock clock) {
        return switch (failure) {
            case GitHubException github -> problem(github.failure(), clock.instant(), failure);
            case StoreException _ ->
                new ProblemException(
                        Problem.of(
                                "store-unavailable",
                                "The store does not answer",
                                503,
                                "The database of this service does not answer. Try again in some seconds."),
                        Map.of("Retry-After", "5"),
                        failure);
            case TaskServiceException.Away away ->
                new ProblemException(
                        Problem.of(
                                "tasks-unavailable",
                                "Tasks can not be submitted",
                                503,
                                "The service that runs tasks does not take any at the moment. Send the same request"
                                        + " again later: what was taken already is found again, not done twice."),
                        Map.of("Retry-After", String.valueOf(away.retryAfter().toSeconds())),
                        failure);
            case TaskServiceException.Refused refused -> refused(refused);
            default -> failure;
        };
    }

    private static ProblemException refused(TaskServiceException.Refused refused) {
        Problem problem = refused.status() == KEY_REUSED
                ? Problem.of(
                        "idempotency-key-reused",
                        "The idempotency key was used for a different request",
                        KEY_REUSED,
                        String.valueOf(refused.getMessage()))
                : Problem.of("invalid-task", "The task is not valid", 400, String.valueOf(refused.getMessage()));
        return new ProblemException(problem, Map.of(), refused);
    }

    static ProblemException badRequest(String slug, String title, String detail) {
        return new ProblemException(Problem.of(slug, title, 400, detail));
    }

    static ProblemException badLogin(String parameter) {
        return badRequest(
                "invalid-username",
                "Not a GitHub login",
                "The value of \"" + parameter + "\" is not a GitHub login: letters, digits and single hyphens, at most"
                        + " 39 characters, no hyphen at either end.");
    }

    static Age.Warning warning(GitHubFailure failure, Instant now) {
        Problem problem = words(failure);
        return new Age.Warning(problem.type(), problem.detail(), retryAfterSeconds(failure, now));
    }

    static Optional<Long> retryAfterSeconds(GitHubFailure failure, Instant now) {
        return failure.retryAt()
                .map(at -> Math.max(1, Duration.between(now, at).plusMillis(999).toSeconds()));
    }

    static Problem problem(GitHubFailure failure, Instant now) {
        Problem words = words(failure);
        return retryAfterSeconds(failure, now)
                .map(seconds -> new Problem(
                        words.type(),
                        words.title(),
                        words.status(),
                        words.detail(),
                        Map.of("retry_after_seconds", seconds)))
                .orElse(words);
    }

    private static ProblemException problem(GitHubFailure failure, Instant now, Throwable cause) {
        Map<String, String> headers = retryAfterSeconds(failure, now)
                .map(seconds -> Map.of("Retry-After", String.valueOf(seconds)))
                .orElse(Map.of());
        return new ProblemException(problem(failure, now), headers, cause);
    }

    private static Problem words(GitHubFailure failure) {
        return switch (failure) {
            case GitHubFailure.UnknownUser(String login) ->
                Problem.of(
                        "user-not-found",
                        "No such user",
                        404,
                        "GitHub has no user \"" + login + "\". Organisations and bots have no achievements.");
            case GitHubFailure.OutOfBudget _ ->
                Problem.of(
                        "github-budget-spent",
                        "The points for GitHub are spent",
                        429,
                        "Every token has used its points of this hour. More tokens of other accounts in"
                                + " CORTEX_GITHUB_TOKENS give more.");
            case GitHubFailure.SlowedDown _ ->
                Problem.of(
                        "github-slowed-down",
                        "GitHub asks us to slow down",
                        503,
                        "GitHub's secondary rate limit is reached. Try again after the time given.");
            case GitHubFailure.Refused _ ->
                Problem.of(
                        "github-refused",
                        "GitHub takes none of the tokens",
                        503,
                        "GitHub refused every token: expired, suspended, or without the right to read this.");
            case GitHubFailure.NoToken _ ->
                Problem.of(
                        "github-token-missing",
                        "No token for GitHub",
                        503,
                        "This service has no token. Set CORTEX_GITHUB_TOKENS or GITHUB_TOKEN.");
            case GitHubFailure.Unavailable _ ->
                Problem.of(
                        "github-unavailable",
                        "GitHub can not be reached",
                        502,
                        "GitHub did not answer, or answered with a server error. Try again in a minute.");
            case GitHubFailure.TimedOut _ ->
                Problem.of(
                        "github-timeout",
                        "GitHub did not answer in time",
                        504,
                        "GitHub took too long. That says nothing about whether the user exists.");
            case GitHubFailure.TooLarge _ ->
                Problem.of(
                        "github-too-large",
                        "More than GitHub gives at once",
                        502,
                        "GitHub refused the size of the request for this user.");
            case GitHubFailure.Garbled _ ->
                Problem.of(
                        "github-garbled",
                        "GitHub's answer makes no sense",
                        502,
                        "GitHub answered with something else than what was asked for. Try again in a minute.");
            case GitHubFailure.Busy _ ->
                Problem.of(
                        "busy",
                        "Too many requests wait for GitHub",
                        503,
                        "This service has more requests to GitHub waiting than it can send soon. Try again in a"
                                + " moment.");
        };
    }
}
