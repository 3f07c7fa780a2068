package dev.cortex.local.postgres;

import java.util.Map;

/** How much a server gives up for speed. */
enum Durability {
    /** For tests, whose data nobody needs after a crash. */
    FAST(Map.of(
            "fsync",
            "off",
            "synchronous_commit",
            "off",
            "full_page_writes",
            "off",
            "shared_buffers",
            "32MB",
            "max_wal_size",
            "256MB")),

    /** A commit that was answered is on disk. The library asks for {@code -F} (no fsync); the later setting wins. */
    DURABLE(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "shared_buffers", "128MB"));

    private final Map<String, String> settings;

    Durability(Map<String, String> settings) {
        this.settings = settings;
    }

    Map<String, String> settings() {
        return settings;
    }
}
