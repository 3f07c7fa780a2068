package dev.cortex.achievement.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final String BRAIN = "galaxy_brain";

    @Test
    void countsAnOldAnswerThatIsAcceptedLate() {
        Position done = completed(Kind.ANSWERS, answer(100), answer(90));
        Position later = done.requested(NOON.plusSeconds(3_600));
        // It was written before the others, so it is on another page than the last one.
        Position first = later.after(page(3, "older", answer(90)), NOON);
        assertFalse(first.finished(), "one more than before is accepted, and was not met yet");
        Position second = first.after(page(3, "oldest", answer(-30)), NOON);
        assertTrue(second.finished());
        assertEquals(3, second.done().orElseThrow().all().proven(BRAIN));
    }

    @Test
    void readsAllAnswersAgainWhenOneIsNoLongerAccepted() {
        Position done = completed(Kind.ANSWERS, answer(100), answer(90));
        Position later = done.requested(NOON.plusSeconds(3_600)).after(lastPage(1, answer(100)), NOON);
        assertTrue(later.everything());
        assertFalse(later.finished());
        assertEquals(2, later.done().orElseThrow().all().proven(BRAIN), "what is known stays until it is read");
        Position again = finished(later, lastPage(1, answer(100)));
        assertEquals(1, again.done().orElseThrow().all().proven(BRAIN));
    }

    @Test
    void goesOnAtThePageAfterTheOneThatWasKept() {
        Position half = Position.first(Kind.MERGES).begun(NOON).after(page(200, "page-2", merge(50)), NOON);
        assertEquals(Optional.of("page-2"), half.ask("U_1", "octocat").cursor());
        assertEquals(1, half.scanned());
    }

    @Test
    void readsNothingButTheFirstPageWhenNothingChanged() {
        Position done = completed(Kind.MERGES, merge(500), merge(400));
        Position later = done.requested(NOON.plusSeconds(3_600)).after(page(2, "page-2", merge(400)), NOON);
        assertTrue(later.finished());
        assertEquals(2, later.done().orElseThrow().all().seen());
    }

    @Test
    void looksForWhatWasOvertakenWhenTheTotalSaysThatSomethingIsMissing() {
        Position done = completed(Kind.MERGES, merge(500), merge(400));
        Position missing = done.requested(NOON.plusSeconds(3_600)).after(lastPage(3, merge(400)), NOON);
        assertFalse(missing.finished(), "there are three, two were seen");
        Position found = missing.begun(NOON.plusSeconds(3_700)).after(lastPage(3, merge(-20), merge(400)), NOON);
        assertTrue(found.finished());
        assertEquals(3, found.done().orElseThrow().all().seen());
    }

    @Test
    void leavesOpenWhatGitHubNeverShows() {
        Position done = completed(Kind.MERGES, merge(500), merge(400));
        Position missing = done.requested(NOON.plusSeconds(3_600)).after(lastPage(3, merge(400)), NOON);
        Position accepted = missing.begun(NOON.plusSeconds(3_700)).after(lastPage(3, merge(400)), NOON);
        assertTrue(accepted.finished());
        assertEquals(1, accepted.done().orElseThrow().missing());
        Position dayLater = accepted.requested(NOON.plus(Duration.ofDays(2)));
        assertTrue(dayLater.everything(), "what is still missing a day later is looked for everywhere");
    }

    @Test
    void endsForGoodAtTheFirstQuickClose() {
        Item quick = new Item(ago(9), ago(9), Set.of("quickdraw"), Set.of(), Optional.empty(), Optional.empty());
        Position hit = Position.first(Kind.CLOSED_ISSUES).begun(NOON).after(page(900, "page-2", quick), NOON);
        assertTrue(hit.found() && hit.finished());
        assertTrue(hit.requested(NOON.plusSeconds(9)).finished());
    }

    /** Both passes over the same things. */
    private static Position completed(Kind kind, Item... items) {
        return finished(Position.first(kind).begun(NOON), lastPage(items.length, items));
    }

    private static Position finished(Position from, Page page) {
        Position position = from;
        for (int pass = 0; pass < 3 && !position.finished(); pass++) {
            position = position.begun(NOON).after(page, NOON);
        }
        assertTrue(position.finished());
        return position;
    }

    private static Page lastPage(long total, Item... items) {
        return new Page(Arrays.asList(items), 0, total, Optional.empty(), 1, 1);
    }

    private static Page page(long total, String next, Item... items) {
        return new Page(List.of(items), 0, total, Optional.of(next), 1, 1);
    }

    private static Item answer(int minutesAgo) {
        Instant at = ago(minutesAgo);
        return new Item(at, at, Set.of(BRAIN), Set.of(), Optional.empty(), Optional.empty());
    }

    private static Item merge(int minutesAgo) {
        Instant at = ago(minutesAgo);
        return new Item(at, at, Set.of(), Set.of(), Optional.of("R_1"), Optional.empty());
    }

    private static Instant ago(int minutes) {
        return NOON.minus(Duration.ofMinutes(minutes));
    }
}
