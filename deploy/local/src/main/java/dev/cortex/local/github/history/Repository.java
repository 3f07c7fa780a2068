package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Names;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.account.Seed;
import java.time.Duration;
import java.time.Instant;

/** A repository as its pages show it. */
public record Repository(
        Account owner, String name, int stargazerCount, boolean isFork, boolean isPrivate, Instant createdAt) {
    /** The repository of some organisation, as the place where people's work happens. */
    public static Repository elsewhere(Seed seed, boolean isPrivate) {
        return in(Names.organization(seed), seed, isPrivate);
    }

    static Repository in(String organization, Seed seed, boolean isPrivate) {
        Account owner = GeneratedAccount.organization(organization);
        String name = Names.word(seed.with("name")) + (isPrivate ? "-internal" : "");
        Seed own = owner.seed().with(name);
        Instant createdAt = Spread.at(owner.createdAt(), GeneratedAccount.PAST_END, own.below(100), 100);
        return new Repository(owner, name, 9_000 + own.with("stars").below(9_000), false, isPrivate, createdAt);
    }

    public String id() {
        return NodeId.of("R", owner.birthLogin() + "/" + name).text();
    }

    public int databaseId() {
        return 1 + seed().with("databaseId").below(Integer.MAX_VALUE - 1);
    }

    public String nameWithOwner() {
        return owner.login() + "/" + name;
    }

    public String url() {
        return "https://github.com/" + nameWithOwner();
    }

    public String description() {
        return "A " + Names.word(seed().with("description")) + " for every " + Names.word(seed().with("for")) + ".";
    }

    public int forkCount() {
        return stargazerCount / 9;
    }

    public boolean isArchived() {
        return seed().with("archived").chance(0.05);
    }

    public Instant pushedAt() {
        return updatedAt();
    }

    public Instant updatedAt() {
        return createdAt.plus(Duration.ofDays(1 + seed().with("updated").below(30)));
    }

    private Seed seed() {
        return owner.seed().with(name);
    }
}
