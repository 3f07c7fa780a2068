package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.TokenPool.Grant;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenPoolTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant ONE = NOON.plusSeconds(3600);
    private static final Token FIRST = new Token("first");
    private static final Token SECOND = new Token("second");

    private final TokenPool pool = new TokenPool(List.of(FIRST, SECOND));

    @Test
    void paysWithTheRichestToken() {
        pool.observe(FIRST, new Budget(5000, 100, ONE));
        pool.observe(SECOND, new Budget(5000, 4000, ONE));
        assertEquals(new Grant.Granted(SECOND), pool.take(1, Urgency.PERSON, NOON));
    }

    @Test
    void leavesARefusedTokenAloneAndKeepsTheOthers() {
        pool.block(FIRST, new GitHubFailure.Refused(), NOON);
        for (int i = 0; i < 10; i++) {
            assertEquals(new Grant.Granted(SECOND), pool.take(1, Urgency.PERSON, NOON));
        }
        pool.observe(SECOND, new Budget(5000, 1, ONE));
        assertEquals(
                new Grant.Granted(FIRST),
                pool.take(2, Urgency.PERSON, NOON.plus(TokenPool.REFUSED)),
                "it is tried again after a while");
    }

    @Test
    void neverSpendsMoreThanIsLeft() {
        pool.observe(FIRST, new Budget(5000, 3, ONE));
        pool.observe(SECOND, new Budget(5000, 2, ONE));
        int granted = 0;
        while (pool.take(1, Urgency.PERSON, NOON) instanceof Grant.Granted) {
            granted++;
        }
        assertEquals(5, granted);
        Grant.Denied denied = assertInstanceOf(Grant.Denied.class, pool.take(1, Urgency.PERSON, NOON));
        assertEquals(new GitHubFailure.OutOfBudget(ONE), denied.failure());
    }

    @Test
    void keepsATenthOfEveryTokenForPeople() {
        TokenPool single = new TokenPool(List.of(FIRST));
        single.observe(FIRST, new Budget(5000, 501, ONE));
        assertEquals(new Grant.Granted(FIRST), single.take(1, Urgency.BACKGROUND, NOON));
        assertEquals(new Grant.Denied(new GitHubFailure.OutOfBudget(ONE)), single.take(1, Urgency.BACKGROUND, NOON));
        assertEquals(new Grant.Granted(FIRST), single.take(1, Urgency.PERSON, NOON));
    }

    @Test
    void hasEverythingBackAfterTheReset() {
        pool.observe(FIRST, new Budget(5000, 0, ONE));
        pool.observe(SECOND, new Budget(5000, 0, ONE.plusSeconds(1)));
        assertInstanceOf(Grant.Denied.class, pool.take(1, Urgency.PERSON, ONE.minusMillis(1)));
        assertEquals(new Grant.Granted(FIRST), pool.take(1, Urgency.PERSON, ONE));
        assertEquals(4999, pool.remaining(ONE));
    }

    @Test
    void believesTheLowerOfTwoAnswersThatOvertookEachOther() {
        TokenPool single = new TokenPool(List.of(FIRST));
        single.observe(FIRST, new Budget(5000, 4000, ONE));
        single.observe(FIRST, new Budget(5000, 4001, ONE));
        assertEquals(4000, single.remaining(NOON));
    }

    @Test
    void saysWhenTheFirstTokenIsBack() {
        pool.block(FIRST, new GitHubFailure.Refused(), NOON);
        pool.block(SECOND, new GitHubFailure.SlowedDown(NOON.plusSeconds(30)), NOON);
        Grant.Denied denied = assertInstanceOf(Grant.Denied.class, pool.take(1, Urgency.PERSON, NOON));
        assertEquals(new GitHubFailure.SlowedDown(NOON.plusSeconds(30)), denied.failure());
    }

    @Test
    void staysBelowThePointsOfAMinute() {
        TokenPool single = new TokenPool(List.of(FIRST));
        int spent = 0;
        while (single.take(10, Urgency.PERSON, NOON) instanceof Grant.Granted) {
            spent += 10;
        }
        assertTrue(spent <= 2_000, "spent " + spent);
        assertInstanceOf(Grant.Granted.class, single.take(10, Urgency.PERSON, NOON.plusSeconds(60)));
    }

    @Test
    void saysThatThereIsNoToken() {
        assertEquals(
                new Grant.Denied(new GitHubFailure.NoToken()), new TokenPool(List.of()).take(1, Urgency.PERSON, NOON));
    }

    @Test
    void neverShowsASecret() {
        assertFalse(FIRST.toString().contains("first"));
        assertFalse(pool.take(1, Urgency.PERSON, NOON).toString().contains("first"));
    }
}
