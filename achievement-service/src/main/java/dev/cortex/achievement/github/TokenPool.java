package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Urgency;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The tokens and what is known of each: points left, when they come back, whether GitHub takes it at all. A token that is
 * spent, slowed down or refused leaves the others untouched.
 *
 * <p>Points are taken when a request is sent and corrected when GitHub answers. Time is passed in.
 */
final class TokenPool {
    /** A refused token is tried again after this long: accounts are restored, expired tokens stay refused. */
    static final Duration REFUSED = Duration.ofMinutes(10);

    /** What GitHub gives a token that has not been used yet: 5,000 points an hour. */
    static final int POINTS_AT_FIRST = 5_000;

    /** GitHub allows 2,000 points a minute; the rest is left to whoever else uses the account. */
    static final int POINTS_A_MINUTE = 1_800;

    /** This part of every budget is for people only. */
    private static final int RESERVE_DIVISOR = 10;

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Map<Token, Account> accounts = new LinkedHashMap<>();

    /** Whether a request can be paid, and if not, why. */
    sealed interface Grant {
        record Granted(Token token) implements Grant {}

        record Denied(GitHubFailure failure) implements Grant {}
    }

    TokenPool(List<Token> tokens) {
        tokens.forEach(token -> accounts.put(token, new Account()));
    }

    /** The token with the most points left pays, so that all are spent evenly. */
    synchronized Grant take(int points, Urgency urgency, Instant now) {
        if (accounts.isEmpty()) {
            return new Grant.Denied(new GitHubFailure.NoToken());
        }
        Optional<Map.Entry<Token, Account>> richest = accounts.entrySet().stream()
                .filter(entry -> entry.getValue().obstacle(points, urgency, now).isEmpty())
                .max(Comparator.comparingInt(entry -> entry.getValue().remaining(now)));
        if (richest.isEmpty()) {
            return new Grant.Denied(soonest(points, urgency, now));
        }
        richest.get().getValue().spend(points, now);
        return new Grant.Granted(richest.get().getKey());
    }

    synchronized void observe(Token token, Budget budget) {
        account(token).observe(budget);
    }

    /** What GitHub said when it did not take the token. */
    synchronized void block(Token token, GitHubFailure failure, Instant now) {
        Account account = account(token);
        account.obstacle = failure;
        account.blockedUntil = failure.retryAt().orElseGet(() -> now.plus(REFUSED));
    }

    /** Points that all tokens together have left. */
    synchronized long remaining(Instant now) {
        return accounts.values().stream()
                .filter(account -> account.obstacle(1, Urgency.PERSON, now).isEmpty())
                .mapToLong(account -> account.remaining(now))
                .sum();
    }

    private Account account(Token token) {
        return Objects.requireNonNull(accounts.get(token), "a token of another pool");
    }

    /** The obstacle that goes away first; one that time will not remove only when there is no other. */
    private GitHubFailure soonest(int points, Urgency urgency, Instant now) {
        return accounts.values().stream()
                .flatMap(account -> account.obstacle(points, urgency, now).stream())
                .min(Comparator.comparing(failure -> failure.retryAt().orElse(Instant.MAX)))
                .orElseGet(GitHubFailure.NoToken::new);
    }

    private static final class Account {
        private int remaining = POINTS_AT_FIRST;
        private int limit = POINTS_AT_FIRST;
        private Optional<Instant> resetAt = Optional.empty();
        private Instant blockedUntil = Instant.MIN;
        private GitHubFailure obstacle = new GitHubFailure.NoToken();
        private Instant minuteEnds = Instant.MIN;
        private int minuteSpent;

        Optional<GitHubFailure> obstacle(int points, Urgency urgency, Instant now) {
            if (now.isBefore(blockedUntil)) {
                return Optional.of(obstacle);
            }
            if (remaining(now) - kept(urgency) < points) {
                // Before GitHub has said when they come back, nobody knows; its hours are the longest it takes.
                return Optional.of(new GitHubFailure.OutOfBudget(resetAt.orElseGet(() -> now.plus(HOUR))));
            }
            if (now.isBefore(minuteEnds) && minuteSpent + points > POINTS_A_MINUTE) {
                return Optional.of(new GitHubFailure.SlowedDown(minuteEnds));
            }
            return Optional.empty();
        }

        private int kept(Urgency urgency) {
            return urgency == Urgency.PERSON ? 0 : limit / RESERVE_DIVISOR;
        }

        int remaining(Instant now) {
            return over(now) ? limit : remaining;
        }

        private boolean over(Instant now) {
            return resetAt.filter(reset -> !now.isBefore(reset)).isPresent();
        }

        void spend(int points, Instant now) {
            if (over(now)) {
                remaining = limit;
                resetAt = Optional.empty();
            }
            remaining -= points;
            if (!now.isBefore(minuteEnds)) {
                minuteEnds = now.plus(MINUTE);
                minuteSpent = 0;
            }
            minuteSpent += points;
        }

        /** Answers overtake each other: within the same hour only the lower number can be the later one. */
        void observe(Budget budget) {
            Optional<Instant> told = Optional.of(budget.resetAt());
            remaining = told.equals(resetAt) ? Math.min(remaining, budget.remaining()) : budget.remaining();
            limit = budget.limit();
            resetAt = told;
        }
    }
}
