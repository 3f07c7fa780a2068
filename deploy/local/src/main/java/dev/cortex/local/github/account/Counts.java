package dev.cortex.local.github.account;

/** How much of each thing an account has from its generated past; the histories are spread out from these numbers. */
public record Counts(
        Pulls pulls, Issues issues, Answers answers, Repositories repositories, int sponsorships, Involved involved) {
    /** More would take seconds to list; GitHub's own largest accounts stay below. */
    private static final int MOST = 1_000_000;

    public Counts {
        within(0, sponsorships, 10_000, "sponsorships");
    }

    /**
     * Pull requests the account opened.
     *
     * @param coauthored of the merged ones, how many carry a commit with a second author who has an account
     * @param unreviewed of the merged ones, how many were merged without a review
     * @param yolo of the unreviewed ones, how many had asked for a review before their author merged them
     * @param closed closed without a merge
     */
    public record Pulls(int merged, int coauthored, int unreviewed, int yolo, int closed, int open) {
        public Pulls {
            within(0, merged, MOST, "pulls.merged");
            within(0, coauthored, merged, "pulls.coauthored");
            within(0, unreviewed, merged, "pulls.unreviewed");
            within(0, yolo, unreviewed, "pulls.yolo");
            within(0, closed, MOST, "pulls.closed");
            within(0, open, MOST, "pulls.open");
        }
    }

    /**
     * Issues the account opened.
     *
     * @param quickdraw how many newer closed issues stand before the one closed within five minutes; -1 when there is none
     */
    public record Issues(int closed, int open, int quickdraw) {
        public Issues {
            within(0, closed, MOST, "issues.closed");
            within(0, open, MOST, "issues.open");
            within(-1, quickdraw, closed - 1, "issues.quickdraw");
        }
    }

    /**
     * Comments in discussions.
     *
     * @param accepted chosen as the answer
     * @param strict of those, how many are in a public repository, to someone else's question, chosen by someone else
     * @param other comments that are no answers
     */
    public record Answers(int accepted, int strict, int other) {
        public Answers {
            within(0, accepted, MOST, "answers.accepted");
            within(0, strict, accepted, "answers.strict");
            within(0, other, MOST, "answers.other");
        }
    }

    /**
     * Repositories the account owns.
     *
     * @param topStars the stars of the account's most starred own repository
     */
    public record Repositories(int own, int forks, int topStars) {
        public Repositories {
            within(0, own, 100_000, "repositories.own");
            within(0, forks, 100_000, "repositories.forks");
            within(0, topStars, own == 0 ? 0 : 10_000_000, "repositories.topStars");
        }
    }

    /**
     * Merged pull requests of others that the account took part in.
     *
     * @param coauthored of those, how many carry a commit that names the account as co-author
     */
    public record Involved(int pulls, int coauthored) {
        public Involved {
            within(0, pulls, MOST, "involved.pulls");
            within(0, coauthored, pulls, "involved.coauthored");
        }
    }

    private static void within(int least, int value, int most, String name) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(name + " must be " + least + " to " + most + ", not " + value);
        }
    }
}
