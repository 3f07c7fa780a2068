package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Names;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An issue of {@code author}: the {@code index}-th in its state, oldest first. */
public record Issue(
        Account author,
        State state,
        int index,
        Instant createdAt,
        @Nullable Instant closedAt) {
    public enum State {
        CLOSED,
        OPEN
    }

    public String id() {
        return NodeId.of("I", author.birthLogin() + "/" + state.name().toLowerCase(Locale.ROOT) + "/" + index)
                .text();
    }

    public int databaseId() {
        return 1 + seed().with("databaseId").below(Integer.MAX_VALUE - 1);
    }

    public int number() {
        return index * 2 + 1;
    }

    public String title() {
        return "The " + Names.word(seed().with("title")) + " does not start";
    }

    public String url() {
        return repository().url() + "/issues/" + number();
    }

    public Repository repository() {
        return Repository.elsewhere(seed(), false);
    }

    public boolean closed() {
        return state == State.CLOSED;
    }

    public Instant updatedAt() {
        return closedAt == null ? createdAt : closedAt;
    }

    public @Nullable String stateReason() {
        return closed() ? "COMPLETED" : null;
    }

    private Seed seed() {
        return author.seed().with("issue").with(state.name()).with(index);
    }
}
