package dev.cortex.achievement.observation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What a count rests on, where a reader can look for himself. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Evidence.TopRepository.class, name = "top_repository"),
    @JsonSubTypes.Type(value = Evidence.FastestClose.class, name = "fastest_close"),
    @JsonSubTypes.Type(value = Evidence.Unreviewed.class, name = "unreviewed")
})
public sealed interface Evidence {

    /** The repository of the user that has the most stars; the stars of others are not added to it. */
    record TopRepository(String name, long stars, String url) implements Evidence {}

    /** The issue or pull request that was closed soonest after it was opened, of those looked at. */
    record FastestClose(long seconds, String url) implements Evidence {}

    /**
     * Merged pull requests without a review.
     *
     * @param likely all of them, as GitHub's search counts
     * @param strict of those looked at: a review was requested, none was given, the author merged
     */
    record Unreviewed(long likely, long strict) implements Evidence {}

    /** The same when so many are proven. */
    default Evidence proving(long count) {
        return this instanceof Unreviewed(long likely, long strict)
                ? new Unreviewed(Math.max(likely, count), Math.max(strict, count))
                : this;
    }

    /** The better of two: a faster close, and a strict proof, stay true when they are out of sight. */
    default Evidence orBetter(Evidence earlier) {
        if (this instanceof FastestClose now
                && earlier instanceof FastestClose then
                && then.seconds() < now.seconds()) {
            return then;
        }
        if (this instanceof Unreviewed now && earlier instanceof Unreviewed then && then.strict() > now.strict()) {
            return new Unreviewed(now.likely(), Math.min(then.strict(), now.likely()));
        }
        return this;
    }
}
