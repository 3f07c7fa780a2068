package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.NodeId;

/** A review that was asked for and has not come. */
public record ReviewRequest(PullRequest pull) {
    public String id() {
        return NodeId.of("RR", pull.id()).text();
    }

    public Account requestedReviewer() {
        return GeneratedAccount.peer(pull.seed().with("reviewer"));
    }
}
