package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.space.Space;
import io.vertx.mutiny.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One space's router as bytes.
 *
 * @param seq the last entry of the log that it rests on
 * @param weightsHash of the router that was written; one that was read back must have the same
 * @param thresholds those that were set for the space; null when it decides by those of the configuration
 */
record Snapshot(
        long seq,
        String space,
        long epoch,
        String weightsHash,
        long examples,
        Buffer body,
        @Nullable Thresholds thresholds) {
    /** Of what the space is now; it must not change meanwhile. */
    static Snapshot of(long seq, Space space) {
        ModelState state = space.state();
        return new Snapshot(
                seq,
                space.name(),
                state.epoch(),
                state.weightsHash(),
                state.examples(),
                Buffer.buffer(StateBytes.write(space::write)),
                space.thresholds().orElse(null));
    }
}
