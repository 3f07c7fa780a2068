package dev.cortex.routing.experiment;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comparison and how far it is.
 *
 * @param adopted with a concluded one: whether the candidate's thresholds are the space's now
 */
public record Experiment(
        String space,
        String id,
        State state,
        Definition definition,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Boolean adopted) {
    /** Where it is. */
    public enum State {
        @JsonProperty("running")
        RUNNING,
        @JsonProperty("stopped")
        STOPPED,
        @JsonProperty("concluded")
        CONCLUDED
    }
}
