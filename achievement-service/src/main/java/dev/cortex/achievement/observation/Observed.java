package dev.cortex.achievement.observation;

import java.time.Instant;
import java.util.Optional;

/**
 * What is known of one achievement and when it was last seen.
 *
 * @param total how many things the count is about, by the last look that said so
 * @param survey what a scan has proven besides
 */
public record Observed(Finding finding, Instant at, Optional<Long> total, Optional<Survey> survey) {
    public Observed(Finding finding, Instant at) {
        this(finding.withoutTotal(), at, finding.total(), Optional.empty());
    }

    /** Joins a newer look. */
    Observed joined(Finding look, Instant when) {
        Optional<Survey> kept = survey.map(known -> known.among(look.total()));
        Finding joined = look.after(finding);
        Finding bounded = kept.map(known -> joined.counting(known.and(joined.count(), look.total())))
                .orElse(joined);
        return new Observed(bounded.withoutTotal(), when, look.total(), kept);
    }

    /**
     * Joins what a scan has proven. A complete one knows better than every look before its end; otherwise both are right in
     * what they prove.
     */
    Observed surveyed(Survey newer) {
        if (survey.filter(known -> known.at().isAfter(newer.at())).isPresent()) {
            return this;
        }
        boolean later = newer.completedAt().filter(end -> !at.isAfter(end)).isPresent();
        Count count = later ? newer.of(total).narrowedBy(finding.count()) : newer.and(finding.count(), total);
        Finding joined = new Finding(count, newer.evidence(), Optional.empty()).after(finding);
        long things = Math.max(newer.total(), total.orElse(0L));
        Instant seen = newer.at().isAfter(at) ? newer.at() : at;
        return new Observed(joined.counting(count), seen, Optional.of(things), Optional.of(newer));
    }

    /** All that is known, as if one look had told it. */
    Finding look() {
        return finding.outOf(total);
    }

    /** Takes the place of what was known, where it differs. */
    Observed moved(Finding moved, Instant heard) {
        return moved.equals(look())
                ? this
                : new Observed(moved.withoutTotal(), Snapshot.later(heard, at), moved.total(), survey);
    }

    static Observed first(Survey survey) {
        Finding finding = new Finding(survey.count(), survey.evidence(), Optional.empty());
        return new Observed(finding, survey.at(), Optional.of(survey.total()), Optional.of(survey));
    }
}
