package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Instant;

/** The {@code at}-th review that was submitted for a pull request. */
public record Review(PullRequest pull, int at) {
    public String id() {
        return NodeId.of("PRR", pull.id() + "/" + at).text();
    }

    public Account author() {
        return GeneratedAccount.peer(seed().with("author"));
    }

    /** Of GitHub's {@code PullRequestReviewState}. */
    public String state() {
        return seed().with("state").chance(0.7) ? "APPROVED" : "COMMENTED";
    }

    public Instant createdAt() {
        return pull.updatedAt();
    }

    public Instant submittedAt() {
        return createdAt();
    }

    private Seed seed() {
        return pull.seed().with("review").with(at);
    }
}
