package dev.cortex.achievement.observation;

/** What an event did to what is known of a user. */
public sealed interface Movement {
    /**
     * @param sure false where the answer before may have had it in it: then the numbers only became wider, and GitHub is to
     *     be asked
     */
    record Moved(Snapshot now, boolean sure) implements Movement {}

    /** It was known, or moves nothing. */
    record Nothing() implements Movement {}

    /** Only GitHub can tell. */
    record Unclear() implements Movement {}
}
