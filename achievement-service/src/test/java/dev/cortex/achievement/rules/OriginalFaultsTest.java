package dev.cortex.achievement.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.progress.RulebookFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The system that this one follows got these wrong; 4 and 6 are in OriginalFaultsIT, 7 to 9 in ExecuteIT. */
class OriginalFaultsTest {
    private static final Rulebook RULEBOOK = RulebookFile.load();

    @Test
    void fault1TheSameQuestionHasTheSameAnswerEveryTime() {
        Standing first = at("pull_shark", 20);
        for (int time = 0; time < 10; time++) {
            assertEquals(first, at("pull_shark", 20));
        }
        assertEquals("x2", first.tier().orElseThrow().label());
        assertEquals(
                List.of(2L, 16L, 128L, 1024L),
                first.rule().tiers().stream().map(Tier::requirement).toList());
    }

    @Test
    void fault2ThePercentageIsMeasuredFromTheTierReached() {
        // Half of the way from 16 to 128; from the lowest tier it would be 55 %, from nothing 56 %.
        assertEquals(50, at("pull_shark", 72).step().percentage());
        assertEquals(0, at("pull_shark", 16).step().percentage());
    }

    @Test
    void fault3NothingIsUnlockedBelowTheBaseTier() {
        assertFalse(at("pull_shark", 1).unlocked());
        assertTrue(at("pull_shark", 2).unlocked());
        assertFalse(at("starstruck", 15).unlocked());
    }

    @Test
    void fault5WhatIsFinishedIsNoOpportunity() {
        assertEquals(List.of(), Opportunity.among(List.of(at("pull_shark", 1024), at("quickdraw", 1)), RULEBOOK));
        assertEquals(
                1, Opportunity.among(List.of(at("pull_shark", 1023)), RULEBOOK).size());
    }

    private static Standing at(String achievement, long count) {
        return Standing.of(RULEBOOK.rule(achievement).orElseThrow(), Optional.of(Count.exactly(count)));
    }
}
