package dev.cortex.routing.snapshot;

import io.vertx.mutiny.core.buffer.Buffer;

/**
 * One space's router as bytes.
 *
 * @param seq the last entry of the log that it rests on
 * @param weightsHash of the router that was written; one that was read back must have the same
 */
record Snapshot(long seq, String space, long epoch, String weightsHash, long examples, Buffer body) {}
