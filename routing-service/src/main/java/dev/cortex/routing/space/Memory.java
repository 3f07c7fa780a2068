package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * What all spaces take together, as an estimate, against the most they may. When that is reached, what would make them grow
 * is refused before it enters the log: every replica must hold what is in the log, and one that evicted a space would
 * have to learn it anew from the log with the next question. The mesh's own space goes on learning; its model is bounded
 * by itself.
 */
@ApplicationScoped
public class Memory {
    /** A definition's objects and index entries, and what a character of it takes as a word of the index. */
    private static final long EXPERT_BYTES = 600;

    private static final long CHARACTER_BYTES = 25;

    private final Spaces spaces;
    private final long bytesMax;

    Memory(Spaces spaces, RoutingSettings settings, MeterRegistry meters) {
        this.spaces = spaces;
        this.bytesMax = settings.api()
                .spacesMemory()
                .map(size -> size.asLongValue())
                .orElseGet(() -> Runtime.getRuntime().maxMemory() / 2);
        Gauge.builder("cortex.routing.spaces.bytes", this, Memory::bytes)
                .description("Estimated memory of all spaces")
                .baseUnit("bytes")
                .register(meters);
    }

    public long bytes() {
        return spaces.bytes();
    }

    public long bytesMax() {
        return bytesMax;
    }

    /** Whether so much more has room. */
    public boolean hasRoomFor(long more) {
        return bytes() + more <= bytesMax;
    }

    public static long of(Collection<Expert> experts) {
        return experts.stream().mapToLong(Memory::of).sum();
    }

    private static long of(Expert expert) {
        long characters = expert.description().length() + characters(expert.keywords());
        characters +=
                characters(expert.boosters()) + characters(expert.negatives()) + characters(expert.typePrefixes());
        return EXPERT_BYTES + CHARACTER_BYTES * characters;
    }

    private static long characters(Collection<String> words) {
        return words.stream().mapToLong(String::length).sum();
    }
}
