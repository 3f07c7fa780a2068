package dev.cortex.local.github.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.github.account.Growth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to change about a user; what is null stays.
 *
 * @param counts numbers of the generated past that replace the present ones, any part of them
 * @param add what happens now, on top of the past
 * @param rename the new login
 */
record UserChange(
        @Nullable JsonNode counts,
        @Nullable Added add,
        @Nullable String rename) {
    private static final int MOST = 10_000;

    /**
     * How much of what happens now.
     *
     * @param mergedPulls so many pull requests merged, each with the marks below
     * @param involvedPulls so many pull requests of others, with the account as co-author if {@code coauthored}
     * @param reviewed true when not said
     * @param closedIssues so many issues closed; {@code quick} within five minutes
     */
    record Added(
            int mergedPulls,
            boolean coauthored,
            @Nullable Boolean reviewed,
            boolean yolo,
            int closedIssues,
            boolean quick,
            int involvedPulls,
            int acceptedAnswers,
            int stars,
            int sponsorships) {
        List<Growth> at(Instant now) {
            List<Growth> growth = new ArrayList<>();
            boolean withReview = reviewed == null ? !yolo : reviewed;
            times(mergedPulls, growth, new Growth.MergedPull(now, coauthored, withReview, yolo));
            times(involvedPulls, growth, new Growth.Involved(now, coauthored));
            times(closedIssues, growth, new Growth.ClosedIssue(now, quick));
            times(acceptedAnswers, growth, new Growth.AcceptedAnswer(now));
            times(sponsorships, growth, new Growth.Sponsorship(now));
            if (stars != 0) {
                growth.add(new Growth.Stars(now, stars));
            }
            return growth;
        }

        private static void times(int count, List<Growth> all, Growth growth) {
            if (count < 0 || count > MOST) {
                throw new IllegalArgumentException("0 to " + MOST + " can be added at once, not " + count);
            }
            all.addAll(Collections.nCopies(count, growth));
        }
    }
}
