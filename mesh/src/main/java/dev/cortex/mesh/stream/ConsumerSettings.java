package dev.cortex.mesh.stream;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * How a consumer reads.
 *
 * @param streams read in this order of priority, asked for before every read, so that streams can come and go; a lower
 *     stream is still served in a fixed share of the reads, so that none starves
 * @param group created from entry 0 where it does not exist, also after Redis was wiped
 * @param consumer unique within the group, stable over a restart of the same replica where possible
 * @param batch at most so many entries in one read
 * @param concurrency at most so many deliveries without a verdict
 * @param block how long a read waits for entries; shorter than the client's timeout
 * @param lease an entry without a verdict for so long is taken over by another consumer; longer than any handler takes
 * @param deliveriesMax an entry delivered more often goes to the dead-letter stream
 * @param deadLetters the stream for what can not be handled
 * @param deleteHandled whether an acknowledged entry is deleted from the stream (a work queue) or stays (a log)
 */
public record ConsumerSettings(
        Supplier<List<String>> streams,
        String group,
        String consumer,
        int batch,
        int concurrency,
        Duration block,
        Duration lease,
        int deliveriesMax,
        String deadLetters,
        boolean deleteHandled) {
    public ConsumerSettings {
        if (batch < 1 || concurrency < 1 || deliveriesMax < 1) {
            throw new IllegalArgumentException("batch, concurrency and deliveriesMax are at least 1");
        }
        if (block.compareTo(lease) >= 0) {
            throw new IllegalArgumentException("block is shorter than the lease");
        }
    }
}
