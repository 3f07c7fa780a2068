package dev.cortex.mesh.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * What a question to Redis brought.
 *
 * @param entries to be handled: new ones, or taken over
 * @param gone pending, but deleted from the stream: there is nothing to handle, only to acknowledge
 */
record Arrivals(List<Entry> entries, List<Entry.Key> gone) {
    static final Arrivals NONE = new Arrivals(List.of(), List.of());

    static Arrivals of(List<Entry> entries) {
        return new Arrivals(entries, List.of());
    }

    static Arrivals join(List<Arrivals> parts) {
        List<Entry> entries = new ArrayList<>();
        List<Entry.Key> gone = new ArrayList<>();
        parts.forEach(part -> {
            entries.addAll(part.entries);
            gone.addAll(part.gone);
        });
        return new Arrivals(entries, gone);
    }
}
