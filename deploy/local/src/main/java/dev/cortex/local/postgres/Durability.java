package dev.cortex.local.postgres;

import java.util.Map;

/** How much a server gives up for speed. */
enum Durability {
    /** For tests, whose data nobody needs after a crash. */
    FAST,

    /** A commit that was answered is on disk. */
    DURABLE;

    /** What the server is told; the library asks for {@code -F} (no fsync) before, and the later setting wins. */
    Map<String, String> settings() {
        return switch (this) {
            case FAST ->
                Map.of(
                        "fsync", "off",
                        "synchronous_commit", "off",
                        "full_page_writes", "off",
                        "shared_buffers", "32MB",
                        "max_wal_size", "256MB");
            case DURABLE ->
                Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on", "shared_buffers", "128MB");
        };
    }
}
