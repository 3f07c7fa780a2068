package dev.cortex.routing.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often models are written down. */
public interface SnapshotsSettings {
    /** After so many entries of the log. Too small: a large model is written again and again; too large: slow starts. */
    @WithDefault("5000")
    @Min(1)
    long entries();

    /** So many places of the log are kept, and of older ones the oldest in each doubling of age. */
    @WithDefault("3")
    @Min(1)
    int kept();

    /** So many snapshots that were asked for are kept of a space. Too small: rollbacks to older ones replay the log. */
    @WithDefault("10")
    @Min(1)
    @Max(1000)
    int ownKept();

    /** So many models of a space are remembered by epoch and hash, with or without a snapshot. */
    @WithDefault("1000")
    @Min(10)
    @Max(100000)
    int notesKept();

    /** So often one space may be rolled back. Too large: finding its lineage takes longer at each rollback. */
    @WithDefault("1000")
    @Min(1)
    @Max(100000)
    int rollbacksMax();
}
