package dev.cortex.local.github.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was written to the simulated GitHub: issues opened and workflows started. */
public final class Work {
    /** The oldest is forgotten beyond this. */
    private static final int KEPT = 10_000;

    private final List<Item> items = new ArrayList<>();
    private final List<Integer> numbersOfItems = new ArrayList<>();
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
            numbersOfItems.removeFirst();
        }
        items.add(item);
        numbersOfItems.add(++numbers);
        return numbers;
    }

    public synchronized List<Map<String, Object>> listed() {
        return items.stream().map(Item::listed).toList();
    }

    /** What was written of a kind to a repository, newest first, by its number. */
    public synchronized Map<Integer, Item> in(String repository, String kind) {
        Map<Integer, Item> found = new LinkedHashMap<>();
        for (int at = items.size() - 1; at >= 0; at--) {
            Item item = items.get(at);
            if (item.kind().equals(kind) && item.repository().equalsIgnoreCase(repository)) {
                found.put(numbersOfItems.get(at), item);
            }
        }
        return found;
    }

    synchronized void reset() {
        items.clear();
        numbersOfItems.clear();
        numbers = 0;
    }
}
