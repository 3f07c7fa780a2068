package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.history.Commit;

/** A commit in its place in a pull request: the schema puts this between the two. */
public record PullRequestCommit(Commit commit) {
    public String id() {
        return NodeId.of("PURC", commit.id()).text();
    }
}
