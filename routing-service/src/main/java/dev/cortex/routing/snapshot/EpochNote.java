package dev.cortex.routing.snapshot;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.cortex.routing.model.ModelState;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A model worth remembering.
 *
 * @param seq the entry of the log after which the space had it; a rollback can name it
 * @param accuracy share of examples answered right before they were learned
 * @param takenAt null before it is written down
 * @param snapshot whether its weights are kept; without them they are learned again from the log
 */
public record EpochNote(
        @JsonIgnore String space,
        long seq,
        long epoch,
        String kind,
        String weightsHash,
        long examples,
        double accuracy,
        @Nullable Instant takenAt,
        boolean snapshot) {
    /** Why it is. */
    enum Kind {
        /** Written down at an interval, by itself. */
        SNAPSHOT,
        /** Somebody asked for it. */
        TAKEN,
        ROLLED_BACK,
        DRIFT_ALARM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static EpochNote of(String space, long seq, Kind kind, ModelState state) {
        return new EpochNote(
                space,
                seq,
                state.epoch(),
                kind.word(),
                state.weightsHash(),
                state.examples(),
                state.accuracyProgressive(),
                null,
                kind == Kind.SNAPSHOT || kind == Kind.TAKEN);
    }
}
