package dev.cortex.local.github.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was written to the simulated GitHub: issues opened and workflows started. */
public final class Work {
    /** The oldest is forgotten beyond this. */
    private static final int KEPT = 10_000;

    private final List<Item> items = new ArrayList<>();
    private int numbers;

    /**
     * One thing written.
     *
     * @param kind {@code issue} or {@code dispatch}
     */
    public record Item(String kind, String repository, String by, Instant at, Map<String, Object> content) {
        /** Instants are text in what is listed. */
        Map<String, Object> listed() {
            return Map.of("kind", kind, "repository", repository, "by", by, "at", at.toString(), "content", content);
        }
    }

    /** Records it under a number that is unique in this simulation. */
    public synchronized int add(Item item) {
        if (items.size() == KEPT) {
            items.removeFirst();
        }
        items.add(item);
        return ++numbers;
    }

    public synchronized List<Map<String, Object>> listed() {
        return items.stream().map(Item::listed).toList();
    }

    synchronized void reset() {
        items.clear();
        numbers = 0;
    }
}
