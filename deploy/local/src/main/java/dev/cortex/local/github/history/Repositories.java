package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Growth;
import dev.cortex.local.github.account.Names;
import java.util.List;

/** The repositories an account owns, and one it merely works on. */
public final class Repositories {
    /** Stars fall off with the rank by about this power. */
    private static final double FALL_OFF = 1.5;

    private Repositories() {}

    /** Oldest first, forks last. */
    public static List<Repository> ownedBy(Account account) {
        Counts.Repositories counts = account.counts().repositories();
        return LazyList.of(counts.own() + counts.forks(), index -> owned(account, counts, index));
    }

    /** A famous repository of an organisation to which the account has access: its stars are not the account's. */
    public static List<Repository> sharedWith(Account account) {
        return account.counts().repositories().own() == 0
                ? List.of()
                : List.of(Repository.elsewhere(account.seed().with("shared"), false));
    }

    private static Repository owned(Account account, Counts.Repositories counts, int index) {
        boolean fork = index >= counts.own();
        String name = Names.word(account.seed().with("repository").with(index)) + "-" + index;
        int all = counts.own() + counts.forks();
        return new Repository(
                account,
                name,
                fork ? 0 : stars(account, counts, index),
                fork,
                false,
                Spread.at(account.createdAt(), GeneratedAccount.PAST_END, index, all));
    }

    private static int stars(Account account, Counts.Repositories counts, int index) {
        int fromThePast = (int) (counts.topStars() / Math.pow(index + 1.0, FALL_OFF));
        return index > 0
                ? fromThePast
                : fromThePast
                        + account.growthOf(Growth.Stars.class).stream()
                                .mapToInt(Growth.Stars::count)
                                .sum();
    }
}
