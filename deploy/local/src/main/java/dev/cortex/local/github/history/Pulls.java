package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Growth;
import dev.cortex.local.github.account.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The pull requests an account opened. */
public final class Pulls {
    private static final Duration SHORTEST_LIFE = Duration.ofMinutes(6);
    private static final Duration LONGEST_LIFE = Duration.ofDays(3);
    private static final Duration GROWN_LIFE = Duration.ofMinutes(20);
    private static final PullRequest.Traits PLAIN = new PullRequest.Traits(false, false, true, false);

    private final Account account;
    private final Counts.Pulls counts;
    private final List<Growth.MergedPull> grown;

    private Pulls(Account account) {
        this.account = account;
        this.counts = account.counts().pulls();
        this.grown = account.growthOf(Growth.MergedPull.class);
    }

    public static Pulls of(Account account) {
        return new Pulls(account);
    }

    /** Oldest first. One state costs nothing until its items are read; several are sorted together at once. */
    public List<PullRequest> in(Set<PullRequest.State> states) {
        List<List<PullRequest>> lists =
                states.stream().map(this::in).filter(list -> !list.isEmpty()).toList();
        return switch (lists.size()) {
            case 0 -> List.of();
            case 1 -> lists.getFirst();
            default ->
                lists.stream()
                        .flatMap(List::stream)
                        .sorted(Comparator.comparing(PullRequest::createdAt))
                        .toList();
        };
    }

    private List<PullRequest> in(PullRequest.State state) {
        return switch (state) {
            case MERGED -> LazyList.of(counts.merged() + grown.size(), this::merged);
            case CLOSED -> LazyList.of(counts.closed(), this::closed);
            case OPEN -> LazyList.of(counts.open(), this::open);
        };
    }

    /** Those merged without a review, oldest first; found without looking at the others. */
    public List<PullRequest> mergedUnreviewed() {
        int[] lately = IntStream.range(0, grown.size())
                .filter(index -> !grown.get(index).reviewed())
                .toArray();
        return LazyList.of(
                counts.unreviewed() + lately.length,
                rank -> merged(
                        rank < counts.unreviewed()
                                ? Spread.indexOfMarked(rank, counts.unreviewed(), counts.merged())
                                : counts.merged() + lately[rank - counts.unreviewed()]));
    }

    /** Merged pull requests of others that the account took part in, oldest first. */
    public List<PullRequest> involving() {
        Counts.Involved involved = account.counts().involved();
        List<Growth.Involved> lately = account.growthOf(Growth.Involved.class);
        return LazyList.of(involved.pulls() + lately.size(), index -> involving(index, involved, lately));
    }

    private PullRequest involving(int index, Counts.Involved involved, List<Growth.Involved> lately) {
        Account author =
                GeneratedAccount.peer(account.seed().with("involved author").with(index));
        boolean past = index < involved.pulls();
        boolean coauthored = past
                ? Spread.isMarked(index, involved.coauthored(), involved.pulls())
                : lately.get(index - involved.pulls()).coauthored();
        Instant end = past
                ? Spread.at(account.createdAt(), GeneratedAccount.PAST_END, index, involved.pulls())
                : lately.get(index - involved.pulls()).at();
        PullRequest.Traits traits = new PullRequest.Traits(coauthored, false, true, false);
        return new PullRequest(author, PullRequest.State.MERGED, index, end.minus(GROWN_LIFE), end, traits, account);
    }

    private PullRequest merged(int index) {
        if (index >= counts.merged()) {
            Growth.MergedPull growth = grown.get(index - counts.merged());
            PullRequest.Traits traits =
                    new PullRequest.Traits(growth.coauthored(), false, growth.reviewed(), growth.yolo());
            Instant at = growth.at();
            return new PullRequest(account, PullRequest.State.MERGED, index, at.minus(GROWN_LIFE), at, traits);
        }
        boolean coauthored = Spread.isMarked(index, counts.coauthored(), counts.merged());
        boolean unreviewed = Spread.isMarked(index, counts.unreviewed(), counts.merged());
        boolean yolo = unreviewed && Spread.markedUpTo(index, counts.unreviewed(), counts.merged()) < counts.yolo();
        boolean stranger = !coauthored
                && seed(PullRequest.State.MERGED, index).with("stranger").chance(0.04);
        PullRequest.Traits traits = new PullRequest.Traits(coauthored, stranger, !unreviewed, yolo);
        return past(PullRequest.State.MERGED, index, counts.merged(), traits);
    }

    private PullRequest closed(int index) {
        return past(PullRequest.State.CLOSED, index, counts.closed(), PLAIN);
    }

    private PullRequest open(int index) {
        PullRequest ended = past(PullRequest.State.OPEN, index, counts.open(), PLAIN);
        return new PullRequest(account, PullRequest.State.OPEN, index, ended.createdAt(), null, PLAIN);
    }

    private PullRequest past(PullRequest.State state, int index, int count, PullRequest.Traits traits) {
        Instant from = account.createdAt();
        Instant end = Spread.at(from, GeneratedAccount.PAST_END, index, count);
        Duration life = Lives.length(
                seed(state, index),
                SHORTEST_LIFE,
                Lives.shorter(LONGEST_LIFE, Spread.step(from, GeneratedAccount.PAST_END, count)));
        return new PullRequest(account, state, index, end.minus(life), end, traits);
    }

    private Seed seed(PullRequest.State state, int index) {
        return account.seed().with(state.name()).with(index);
    }
}
