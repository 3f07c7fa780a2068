package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Names;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A pull request of {@code author}: the {@code index}-th in its state, oldest first.
 *
 * @param guest who took part in it and in whose list of such it is the {@code index}-th; null in the list of its author
 */
public record PullRequest(
        Account author,
        State state,
        int index,
        Instant createdAt,
        @Nullable Instant closedAt,
        Traits traits,
        @Nullable Account guest) {
    public enum State {
        MERGED,
        CLOSED,
        OPEN
    }

    /**
     * What is special about a pull request.
     *
     * @param coauthored a commit has a second author with an account
     * @param strangerCoauthored a commit has a second author whom GitHub knows no account for
     * @param yolo a review was asked for and not waited for
     */
    public record Traits(boolean coauthored, boolean strangerCoauthored, boolean reviewed, boolean yolo) {}

    public PullRequest(
            Account author, State state, int index, Instant createdAt, @Nullable Instant closedAt, Traits traits) {
        this(author, state, index, createdAt, closedAt, traits, null);
    }

    /** Nearly all have a few commits; one in so many has more than a page of them. */
    private static final int LONG_ONE_IN = 250;

    /** GitHub numbers issues and pull requests of a repository together; even numbers are pull requests here. */
    private static final int NUMBER_STEP = 2;

    public String id() {
        String list = guest == null ? author.birthLogin() + "/" + state.name() : guest.birthLogin() + "/involved";
        return NodeId.of("PR", list.toLowerCase(Locale.ROOT) + "/" + index).text();
    }

    public int databaseId() {
        return 1 + seed().with("databaseId").below(Integer.MAX_VALUE - 1);
    }

    public int number() {
        return (index + 1) * NUMBER_STEP;
    }

    public String title() {
        return "Polish the " + Names.word(seed().with("title"));
    }

    public String url() {
        return repository().url() + "/pull/" + number();
    }

    public Repository repository() {
        return Repository.elsewhere(seed(), seed().with("private").chance(0.05));
    }

    public boolean isDraft() {
        return state == State.OPEN && seed().with("draft").chance(0.3);
    }

    public boolean closed() {
        return state != State.OPEN;
    }

    public boolean merged() {
        return state == State.MERGED;
    }

    public @Nullable Instant mergedAt() {
        return merged() ? closedAt : null;
    }

    public Instant updatedAt() {
        return closedAt == null ? createdAt : closedAt;
    }

    public @Nullable Account mergedBy() {
        if (!merged()) {
            return null;
        }
        boolean byAnother = traits.reviewed() && seed().with("mergedBy").chance(0.6);
        return byAnother ? GeneratedAccount.peer(seed().with("merger")) : author;
    }

    public List<Commit> commits() {
        return LazyList.of(commitCount(), this::commit);
    }

    private int commitCount() {
        Seed counted = seed().with("commits");
        return counted.with("long").below(LONG_ONE_IN) == 0
                ? 101 + counted.with("length").below(150)
                : 1 + counted.below(4);
    }

    /** The trailers are where a hasty reader does not look: on the first commit, or on the last of very many. */
    private Commit commit(int at) {
        int count = commitCount();
        return new Commit(this, at, !squashed() && at == (count > 100 ? count - 1 : 0));
    }

    public @Nullable Commit mergeCommit() {
        return merged() ? new Commit(this, Commit.MERGE, squashed()) : null;
    }

    /** A squashed pull request names its co-authors on the merge commit only. */
    private boolean squashed() {
        return seed().with("squashed").chance(0.33);
    }

    public List<Review> reviews() {
        int count = traits.reviewed() ? 1 + seed().with("reviews").below(3) : 0;
        return LazyList.of(count, at -> new Review(this, at));
    }

    public List<ReviewRequest> reviewRequests() {
        return traits.yolo() ? List.of(new ReviewRequest(this)) : List.of();
    }

    Seed seed() {
        return guest == null
                ? author.seed().with(state.name()).with(index)
                : guest.seed().with("involved").with(index);
    }
}
