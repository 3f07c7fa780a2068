package dev.cortex.achievement.walk;

import java.util.List;
import java.util.Optional;

/**
 * What was read at once.
 *
 * @param lost things in this page that GitHub did not show
 * @param total things that there are, in this page and the others
 * @param next where the next page begins, if there is one
 * @param requests sent for it
 * @param points GitHub took for it
 */
public record Page(List<Item> items, int lost, long total, Optional<String> next, int requests, int points) {
    public Page {
        items = List.copyOf(items);
    }
}
