package dev.cortex.routing.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.snapshot.EpochNote;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A model as a client sees it: its state, and whether the world has changed for it. */
record ModelView(@JsonUnwrapped ModelState state, Drift drift) {
    /**
     * @param alarms how often errors rose so much that the model was loosened to learn anew
     * @param lastAlarmSeq the entry of the log that raised the last one; null when it is not remembered
     * @param warning errors are on the rise, half-way to an alarm
     */
    record Drift(
            long alarms,
            @Nullable Long lastAlarmSeq,
            @Nullable Instant lastAlarmAt,
            boolean warning) {}

    static ModelView of(ModelState state, Optional<EpochNote> last, boolean warning) {
        return new ModelView(
                state,
                new Drift(
                        state.driftAlarms(),
                        last.map(EpochNote::seq).orElse(null),
                        last.map(EpochNote::takenAt).orElse(null),
                        warning));
    }
}
