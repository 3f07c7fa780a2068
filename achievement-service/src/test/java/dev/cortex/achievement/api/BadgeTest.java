package dev.cortex.achievement.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.progress.RulebookFile;
import dev.cortex.achievement.rules.Rule;
import dev.cortex.achievement.rules.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BadgeTest {
    @ParameterizedTest
    @CsvSource({
        "0, '0', lightgrey",
        "2, 'base, 2', blue",
        "16, 'x2, 16', cd7f32",
        "128, 'x3, 128', c0c0c0",
        "5000, 'x4, 5000', ffd700"
    })
    void showsTheTierReachedAndTheCount(long count, String message, String color) {
        assertEquals(
                new Badge(1, "pull shark", message, color),
                Badge.ofOne(Standing.of(pullShark(), Optional.of(Count.exactly(count)))));
    }

    @Test
    void tellsNoZeroForWhatIsNotKnown() {
        assertEquals(
                new Badge(1, "pull shark", "unknown", "lightgrey"),
                Badge.ofOne(Standing.of(pullShark(), Optional.empty())));
    }

    @Test
    void countsWhatIsUnlocked() {
        Standing unlocked = Standing.of(pullShark(), Optional.of(Count.exactly(2)));
        Standing begun = Standing.of(pullShark(), Optional.of(Count.exactly(1)));
        assertEquals(new Badge(1, "achievements", "1 of 2 unlocked", "blue"), Badge.ofAll(List.of(unlocked, begun)));
        assertEquals(new Badge(1, "achievements", "0 of 1 unlocked", "lightgrey"), Badge.ofAll(List.of(begun)));
    }

    private static Rule pullShark() {
        return RulebookFile.load().rule("pull_shark").orElseThrow();
    }
}
