package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The issues an account opened. */
public final class Issues {
    private static final Duration QUICK = Duration.ofMinutes(2);
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(6);
    private static final Duration LONGEST_LIFE = Duration.ofDays(2);
    private static final Duration GROWN_LIFE = Duration.ofHours(1);

    private final Account account;
    private final Counts.Issues counts;
    private final List<Growth.ClosedIssue> grown;

    private Issues(Account account) {
        this.account = account;
        this.counts = account.counts().issues();
        this.grown = account.growthOf(Growth.ClosedIssue.class);
    }

    public static Issues of(Account account) {
        return new Issues(account);
    }

    /** Oldest first. */
    public List<Issue> in(Set<Issue.State> states) {
        List<Issue> closed = LazyList.of(counts.closed() + grown.size(), this::closed);
        List<Issue> open = LazyList.of(counts.open(), this::open);
        if (states.equals(Set.of(Issue.State.CLOSED))) {
            return closed;
        }
        if (states.equals(Set.of(Issue.State.OPEN))) {
            return open;
        }
        return Stream.concat(closed.stream(), open.stream())
                .sorted(Comparator.comparing(Issue::createdAt))
                .toList();
    }

    private Issue closed(int index) {
        if (index >= counts.closed()) {
            Growth.ClosedIssue growth = grown.get(index - counts.closed());
            Instant opened = growth.at().minus(growth.quick() ? QUICK : GROWN_LIFE);
            return new Issue(account, Issue.State.CLOSED, index, opened, growth.at());
        }
        Instant end = end(index, counts.closed());
        boolean quick = counts.quickdraw() >= 0 && index == counts.closed() - 1 - counts.quickdraw();
        return new Issue(
                account, Issue.State.CLOSED, index, end.minus(quick ? QUICK : life(index, counts.closed())), end);
    }

    private Issue open(int index) {
        return new Issue(account, Issue.State.OPEN, index, end(index, counts.open()), null);
    }

    private Instant end(int index, int count) {
        return Spread.at(account.createdAt(), GeneratedAccount.PAST_END, index, count);
    }

    private Duration life(int index, int count) {
        Duration step = Spread.step(account.createdAt(), GeneratedAccount.PAST_END, count);
        return Lives.length(
                account.seed().with("issue life").with(index), SHORTEST_LIFE, Lives.shorter(LONGEST_LIFE, step));
    }
}
