package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Growth;
import dev.cortex.local.github.account.NodeId;
import java.time.Instant;
import java.util.List;

/** A sponsorship that {@code sponsorEntity} pays for. */
public record Sponsorship(Account sponsorEntity, int index, boolean isActive, Instant createdAt) {
    /** Oldest first. Those of the past alternate between ended and running; the newest of them runs. */
    public static List<Sponsorship> by(Account account) {
        int past = account.counts().sponsorships();
        List<Growth.Sponsorship> grown = account.growthOf(Growth.Sponsorship.class);
        return LazyList.of(past + grown.size(), index -> {
            boolean isPast = index < past;
            Instant at = isPast
                    ? Spread.at(account.createdAt(), GeneratedAccount.PAST_END, index, past)
                    : grown.get(index - past).at();
            return new Sponsorship(account, index, !isPast || (past - index) % 2 == 1, at);
        });
    }

    public String id() {
        return NodeId.of("S", sponsorEntity.birthLogin() + "/sponsorship/" + index)
                .text();
    }

    public boolean isOneTimePayment() {
        return false;
    }

    /** Of GitHub's {@code SponsorshipPrivacy}. */
    public String privacyLevel() {
        return "PUBLIC";
    }
}
