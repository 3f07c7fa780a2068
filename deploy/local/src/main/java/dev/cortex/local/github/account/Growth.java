package dev.cortex.local.github.account;

import java.time.Instant;

/** Something that happened to an account while the simulator runs, because someone asked for it. */
public sealed interface Growth {
    Instant at();

    /** A pull request merged now. */
    record MergedPull(Instant at, boolean coauthored, boolean reviewed, boolean yolo) implements Growth {
        public MergedPull {
            if (yolo && reviewed) {
                throw new IllegalArgumentException("a pull request merged unreviewed cannot be reviewed");
            }
        }
    }

    /** A pull request of someone else in which the account took part was merged now. */
    record Involved(Instant at, boolean coauthored) implements Growth {}

    /**
     * An issue closed now.
     *
     * @param quick closed two minutes after it was opened; an hour otherwise
     */
    record ClosedIssue(Instant at, boolean quick) implements Growth {}

    /** An answer of the account was accepted by someone else, in a public repository. */
    record AcceptedAnswer(Instant at) implements Growth {}

    /** The top repository got so many stars. */
    record Stars(Instant at, int count) implements Growth {
        public Stars {
            if (count < 1 || count > 1_000_000) {
                throw new IllegalArgumentException("stars must be 1 to 1000000, not " + count);
            }
        }
    }

    /** The account started to sponsor someone. */
    record Sponsorship(Instant at) implements Growth {}
}
