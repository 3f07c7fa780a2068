package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A commit of a pull request, or its merge commit.
 *
 * @param namesCoauthors whether this is the commit of its pull request that carries the trailers, if there are any
 */
public record Commit(PullRequest pull, int at, boolean namesCoauthors) {
    /** Stands for "the merge commit" in the place of an index. */
    static final int MERGE = -1;

    /** Who git says made a commit; {@code user} is empty when GitHub knows no account with that address. */
    public record GitActor(
            String name, String email, @Nullable Account user) {
        static GitActor of(Account account) {
            String email = account.databaseId() + "+" + account.login() + "@users.noreply.github.com";
            return new GitActor(account.name(), email, account);
        }
    }

    public String id() {
        return NodeId.of("C", pull.id() + "/" + at).text();
    }

    public String oid() {
        return HexOid.of(seed());
    }

    public String url() {
        return pull.repository().url() + "/commit/" + oid();
    }

    public String messageHeadline() {
        return at == MERGE ? "Merge pull request #" + pull.number() : pull.title() + ", part " + (at + 1);
    }

    /** The whole message with its trailers. */
    public String message() {
        StringBuilder text = new StringBuilder(messageHeadline());
        for (GitActor coauthor : authors().subList(1, authors().size())) {
            text.append("\n\nCo-authored-by: ")
                    .append(coauthor.name())
                    .append(" <")
                    .append(coauthor.email())
                    .append('>');
        }
        return text.toString();
    }

    public Instant committedDate() {
        return at == MERGE ? pull.updatedAt() : pull.createdAt();
    }

    public GitActor author() {
        return GitActor.of(pull.author());
    }

    /** The author in git first, then those of the {@code Co-authored-by} trailers. */
    public List<GitActor> authors() {
        List<GitActor> all = new ArrayList<>();
        all.add(author());
        if (namesCoauthors && pull.traits().coauthored()) {
            all.add(GitActor.of(coauthor()));
        }
        if (namesCoauthors && pull.traits().strangerCoauthored()) {
            all.add(new GitActor("Visiting Developer", "visitor@example.org", null));
        }
        return all;
    }

    private Account coauthor() {
        Account guest = pull.guest();
        return guest == null ? GeneratedAccount.peer(pull.seed().with("coauthor")) : guest;
    }

    private Seed seed() {
        return pull.seed().with("commit").with(at);
    }
}
