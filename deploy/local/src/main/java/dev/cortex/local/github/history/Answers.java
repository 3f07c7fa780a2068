package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Counts;
import dev.cortex.local.github.account.GeneratedAccount;
import dev.cortex.local.github.account.Growth;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The comments an account wrote in discussions. */
public final class Answers {
    private static final Duration GROWN_AGE = Duration.ofHours(5);

    private static final List<Answer.Standing> DOUBTFUL = List.of(
            Answer.Standing.OWN_QUESTION,
            Answer.Standing.CHOSEN_BY_ITS_AUTHOR,
            Answer.Standing.IN_A_PRIVATE_REPOSITORY,
            Answer.Standing.IN_THE_COMMUNITY_ORGANISATION);

    private Answers() {}

    /** Oldest first. */
    public static List<Answer> of(Account account, boolean onlyAnswers) {
        Counts.Answers counts = account.counts().answers();
        List<Growth.AcceptedAnswer> grown = account.growthOf(Growth.AcceptedAnswer.class);
        List<Answer> accepted = LazyList.of(counts.accepted() + grown.size(), index -> accepted(account, grown, index));
        if (onlyAnswers) {
            return accepted;
        }
        List<Answer> others = LazyList.of(
                counts.other(),
                index -> new Answer(account, Answer.Standing.NO_ANSWER, index, at(account, index, counts.other())));
        return Stream.concat(accepted.stream(), others.stream())
                .sorted(Comparator.comparing(Answer::createdAt))
                .toList();
    }

    private static Answer accepted(Account account, List<Growth.AcceptedAnswer> grown, int index) {
        Counts.Answers counts = account.counts().answers();
        if (index >= counts.accepted()) {
            Instant at = grown.get(index - counts.accepted()).at().minus(GROWN_AGE);
            return new Answer(account, Answer.Standing.STRICT, index, at);
        }
        boolean strict = Spread.isMarked(index, counts.strict(), counts.accepted());
        Answer.Standing standing = strict
                ? Answer.Standing.STRICT
                : DOUBTFUL.get(account.seed().with("doubt").with(index).below(DOUBTFUL.size()));
        return new Answer(account, standing, index, at(account, index, counts.accepted()));
    }

    private static Instant at(Account account, int index, int count) {
        return Spread.at(account.createdAt(), GeneratedAccount.PAST_END, index, count);
    }
}
