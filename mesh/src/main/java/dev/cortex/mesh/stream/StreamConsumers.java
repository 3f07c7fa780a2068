package dev.cortex.mesh.stream;

/** Opens consumers on streams. Each has its own connection, because a blocking read would hold up everything else on it. */
public interface StreamConsumers {
    /** Reads as a member of a group: every entry goes to one member. */
    StreamConsumer openBatches(ConsumerSettings settings, BatchHandler handler);

    /** Reads as a member of a group, one delivery at a time, several at once. */
    StreamConsumer openEach(ConsumerSettings settings, MessageHandler handler);
}
