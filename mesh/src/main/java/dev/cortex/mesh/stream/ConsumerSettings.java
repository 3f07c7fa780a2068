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
 * @param batch at most so many entries in one read, and in one call of a batch handler
 * @param concurrency at most so many deliveries at handlers at the same time
 * @param block how long a read waits for entries; how late a consumer notices new {@code streams} and stale entries
 * @param lease an entry is taken over by another consumer when its own has neither given a verdict nor renewed the lease
 *     for so long. It is renewed while the handler works, however long that takes: so a handler bounds itself. Too
 *     short: a pause (garbage collection, a busy machine) makes others handle the same entry. Too long: what a crashed
 *     consumer had waits that long
 * @param deliveriesMax an entry delivered more often goes to the dead-letter stream
 * @param deadLetters the stream for what can not be handled; trimmed to a length of its own
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
        if (block.toMillis() < 1 || block.compareTo(lease) >= 0) {
            throw new IllegalArgumentException("block is at least 1 ms, and shorter than the lease");
        }
        if (group.isBlank() || consumer.isBlank() || deadLetters.isBlank()) {
            throw new IllegalArgumentException("group, consumer and deadLetters have names");
        }
    }
}
