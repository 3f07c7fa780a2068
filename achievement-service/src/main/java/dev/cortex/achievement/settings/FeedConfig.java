package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** The event feed as a change detector: users without public activity stay fresh without costing a point. */
public interface FeedConfig {
    /**
     * So old an answer may become by hearing of no activity. The feed lags by up to 6 hours and does not show everything
     * (stars received, answers accepted by others): longer shows older numbers as fresh. 0 turns the detector off.
     */
    @WithDefault("24h")
    Duration ageMax();

    /** Events of so shortly before an answer may be missing in its numbers. Too small: they stay missing. */
    @WithDefault("1m")
    Duration margin();

    /** After so long the feed is not waited for. Longer: people wait for a hint. Shorter: it costs a point. */
    @WithDefault("3s")
    Duration timeout();

    /** Feeds of one batch that are read at once. Too many: people wait behind them. */
    @WithDefault("24")
    @Min(1)
    int atOnce();

    /** After so long a batch looks at no more feeds and asks for the users left. Longer: the call takes longer. */
    @WithDefault("15s")
    Duration batchTimeMax();

    /** So long the ETag of a feed is kept. Shorter: a feed is read anew, for a point of the REST budget. */
    @WithDefault("7d")
    Duration keptFor();
}
