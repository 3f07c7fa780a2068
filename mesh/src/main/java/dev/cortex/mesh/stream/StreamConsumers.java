package dev.cortex.mesh.stream;

import java.util.List;
import java.util.function.Consumer;

/** Opens consumers on streams. Each has its own connection, because a blocking read would hold up everything else on it. */
public interface StreamConsumers {
    /**
     * Reads as a member of a group, batch by batch. {@code concurrency / batch} batches (at least one) are handled at
     * the same time: with a concurrency that equals the batch one after the other, in stream order.
     */
    StreamConsumer openBatches(ConsumerSettings settings, BatchHandler handler);

    /** Reads as a member of a group, one delivery at a time, several at once. */
    StreamConsumer openEach(ConsumerSettings settings, MessageHandler handler);

    /**
     * Reads outside of any group: every reader gets every entry, nothing is acknowledged. For hints that something
     * changed, whose truth stands elsewhere.
     *
     * @param sink called on an event loop, with at least one delivery in stream order; it must not block, and what it
     *     throws is logged and skipped
     */
    StreamConsumer openTail(TailSettings settings, Consumer<List<Delivery>> sink);
}
