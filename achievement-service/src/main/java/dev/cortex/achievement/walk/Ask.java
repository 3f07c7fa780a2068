package dev.cortex.achievement.walk;

import java.util.Optional;

/**
 * The next page to read.
 *
 * @param back the last changed first, or for answers the last written first; else in the order in which they began
 * @param window what is searched, for what only search finds
 * @param light only what is needed to pass by: what a thing counts for stays open
 */
public record Ask(
        Kind kind,
        String nodeId,
        String login,
        boolean back,
        Optional<String> cursor,
        Optional<Window> window,
        int size,
        boolean light) {}
