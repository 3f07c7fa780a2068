package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.budget.Grant.Denied;
import dev.cortex.achievement.budget.Grant.Granted;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TokenPool} decides; the one of a process alone as well as the one of all replicas. */
abstract class TokenPoolContract {
    static final PoolRules RULES = new PoolRules(0.1, 0.9, 8, 6, Duration.ofSeconds(30));

    private static final Instant NOON = TestingClock.NOON;
    private static final Instant ONE = NOON.plusSeconds(3600);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final TestingClock clock = new TestingClock();
    private final String first = UUID.randomUUID().toString();
    private final String second = UUID.randomUUID().toString();
    private TokenPool pool = pool(List.of());
    private TokenPool single = pool(List.of());

    /** @return one that says 0.5 whenever chance is asked */
    abstract TokenPool pool(List<String> purses);

    @BeforeEach
    void fill() {
        pool = pool(List.of(first, second));
        single = pool(List.of(first));
    }

    @Test
    void paysFromTheRichestAccount() {
        tell(pool, first, 100);
        tell(pool, second, 4_000);
        assertEquals(second, granted(pool, Urgency.PERSON, 1).purse());
    }

    @Test
    void keepsWhatIsUnderWayBesideWhatGitHubTold() {
        Lease lease = granted(single, Urgency.PERSON, 40);
        Lease other = granted(single, Urgency.PERSON, 50);
        done(single.settle(lease, taken(100, ONE)));
        assertEquals(50, left(single), "the answer did not know of the other");
        done(single.settle(other, taken(60, ONE)));
        assertEquals(60, left(single));
    }

    @Test
    void believesTheLowerOfTwoAnswersThatOvertookEachOther() {
        Lease lease = granted(single, Urgency.PERSON, 1);
        Lease other = granted(single, Urgency.PERSON, 1);
        done(single.settle(other, taken(4_000, ONE)));
        done(single.settle(lease, taken(4_001, ONE.plusSeconds(1))));
        assertEquals(4_000, left(single));
    }

    @Test
    void takesNoWordFromTheHourBefore() {
        Lease late = granted(single, Urgency.PERSON, 1);
        tell(single, first, 300);
        clock.advance(Duration.ofHours(1));
        done(single.settle(late, taken(0, ONE)));
        assertEquals(5_000, left(single));
    }

    @Test
    void neverSpendsMoreThanIsLeft() {
        tell(pool, first, 3);
        tell(pool, second, 2);
        for (int i = 0; i < 5; i++) {
            granted(pool, Urgency.PERSON, 1);
        }
        assertEquals(new Obstacle.Spent(ONE), denied(pool, Urgency.PERSON, 1));
    }

    @Test
    void keepsATenthForPeople() {
        tell(single, first, 501);
        Lease last = granted(single, Urgency.BACKGROUND, 1);
        assertEquals(new Obstacle.Spent(ONE), denied(single, Urgency.BACKGROUND, 1));
        granted(single, Urgency.PERSON, 1);
        assertEquals(first, last.purse());
    }

    @Test
    void hasEverythingBackAfterTheReset() {
        tell(single, first, 0);
        clock.advance(Duration.ofHours(1).minusMillis(1));
        assertInstanceOf(Obstacle.Spent.class, denied(single, Urgency.PERSON, 1));
        clock.advance(Duration.ofMillis(1));
        granted(single, Urgency.PERSON, 1);
        assertEquals(4_999, left(single));
    }

    @Test
    void countsTheTwoResourcesApart() {
        tell(single, first, 0);
        assertEquals(
                Resource.CORE,
                assertInstanceOf(Granted.class, done(single.take(Ask.of(Resource.CORE, 1, Urgency.PERSON))))
                        .lease()
                        .resource());
    }

    @Test
    void takesTheCostForSpentWhereGitHubTellsNothing() {
        Lease lease = granted(single, Urgency.PERSON, 7);
        done(single.settle(lease, new Verdict.Taken(Optional.of(9), Optional.empty())));
        Lease lost = granted(single, Urgency.PERSON, 7);
        done(single.settle(lost, new Verdict.Taken(Optional.empty(), Optional.empty())));
        assertEquals(5_000 - 9 - 7, left(single));
    }

    @Test
    void leavesARefusedAccountAloneAndKeepsTheOthers() {
        done(pool.settle(only(pool, first), new Verdict.Refused()));
        for (int i = 0; i < 5; i++) {
            assertEquals(second, granted(pool, Urgency.PERSON, 1).purse());
        }
        done(pool.settle(only(pool, second), new Verdict.Refused()));
        assertEquals(new Obstacle.Refused(), denied(pool, Urgency.PERSON, 1));
        clock.advance(PoolRules.REFUSED);
        granted(pool, Urgency.PERSON, 1);
    }

    @Test
    void saysWhatGoesAwayFirst() {
        done(pool.settle(only(pool, first), new Verdict.Refused()));
        done(pool.settle(only(pool, second), new Verdict.Slowed(Optional.of(NOON.plusSeconds(30)))));
        assertEquals(new Obstacle.Slowed(NOON.plusSeconds(30)), denied(pool, Urgency.PERSON, 1));
    }

    @Test
    void waitsAsLongAsGitHubSaysOnBothResources() {
        done(single.settle(only(single, first), new Verdict.Slowed(Optional.of(NOON.plusSeconds(30)))));
        assertInstanceOf(Denied.class, done(single.take(Ask.of(Resource.CORE, 1, Urgency.PERSON))));
        clock.advance(Duration.ofSeconds(30));
        granted(single, Urgency.PERSON, 1);
    }

    @Test
    void waitsLongerEachTimeWhereGitHubSaysNothing() {
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            done(single.settle(only(single, first), new Verdict.Slowed(Optional.empty())));
            Instant until = denied(single, Urgency.PERSON, 1).until().orElseThrow();
            waits.add(Duration.between(clock.instant(), until).toSeconds());
            clock.advance(Duration.between(clock.instant(), until));
        }
        assertEquals(List.of(90L, 120L, 180L, 300L, 540L, 540L, 540L), waits, "a minute and half of 1, 2, 4, 8, 16");
        done(single.settle(granted(single, Urgency.PERSON, 1), taken(4_000, ONE.plusSeconds(3600))));
        done(single.settle(only(single, first), new Verdict.Slowed(Optional.empty())));
        assertEquals(
                clock.instant().plusSeconds(90),
                denied(single, Urgency.PERSON, 1).until().orElseThrow(),
                "one that went well forgives");
    }

    @Test
    void takesWhatWasUnderWayTogetherForOneStrike() {
        Lease lease = granted(single, Urgency.PERSON, 1);
        Lease other = granted(single, Urgency.PERSON, 1);
        done(single.settle(lease, new Verdict.Slowed(Optional.empty())));
        done(single.settle(other, new Verdict.Slowed(Optional.empty())));
        assertEquals(new Obstacle.Slowed(NOON.plusSeconds(90)), denied(single, Urgency.PERSON, 1));
    }

    @Test
    void staysBelowThePointsOfAnyMinute() {
        List<Instant> sent = new ArrayList<>();
        for (int second = 0; second < 150; second++) {
            clock.advance(Duration.ofSeconds(1));
            for (int i = 0; i < 30; i++) {
                if (done(single.take(Ask.of(Resource.CORE, 1, Urgency.PERSON))) instanceof Granted(Lease lease)) {
                    done(single.settle(lease, new Verdict.Taken(Optional.of(0), Optional.empty())));
                    sent.add(clock.instant());
                }
            }
        }
        assertTrue(sent.size() > 1_200, "sent " + sent.size());
        for (Instant from : sent) {
            long within = sent.stream()
                    .filter(at -> !at.isBefore(from) && at.isBefore(from.plusSeconds(60)))
                    .count();
            assertTrue(within <= 810, "sent in a minute: " + within);
        }
    }

    @Test
    void keepsPlacesForPeople() {
        for (int i = 0; i < 6; i++) {
            granted(single, Urgency.BACKGROUND, 1);
        }
        assertEquals(new Obstacle.Crowded(), denied(single, Urgency.BACKGROUND, 1));
        granted(single, Urgency.PERSON, 1);
        Lease last = granted(single, Urgency.PERSON, 1);
        assertEquals(new Obstacle.Crowded(), denied(single, Urgency.PERSON, 1));
        done(single.settle(last, taken(4_000, ONE)));
        granted(single, Urgency.PERSON, 1);
    }

    @Test
    void givesThePlacesOfADeadReplicaBackAndTakesItsPointsForSpent() {
        for (int i = 0; i < 8; i++) {
            granted(single, Urgency.PERSON, 10);
        }
        clock.advance(Duration.ofSeconds(30));
        granted(single, Urgency.PERSON, 1);
        assertEquals(4_919, left(single));
    }

    @Test
    void doesNotCountTwiceWhatIsSettledAfterItWasGivenUp() {
        Lease late = granted(single, Urgency.PERSON, 10);
        clock.advance(Duration.ofSeconds(31));
        assertEquals(4_990, left(single));
        done(single.settle(late, new Verdict.Taken(Optional.of(10), Optional.empty())));
        assertEquals(4_990, left(single));
    }

    @Test
    void paysFromTheOneThatIsNamed() {
        tell(pool, second, 10);
        Ask ask = new Ask(Resource.GRAPHQL, 1, Urgency.PERSON, Optional.of(second));
        assertEquals(
                second,
                assertInstanceOf(Granted.class, done(pool.take(ask))).lease().purse());
    }

    @Test
    void saysThatThereIsNoToken() {
        assertEquals(new Obstacle.Penniless(), denied(pool(List.of()), Urgency.PERSON, 1));
    }

    @Test
    void tellsHowEveryAccountStands() {
        tell(pool, first, 300);
        done(pool.settle(only(pool, second), new Verdict.Refused()));
        assertEquals(
                List.of(
                        new TokenPool.Standing(first, 5_000, 300, Optional.of(ONE), Optional.empty()),
                        new TokenPool.Standing(
                                second, 5_000, 5_000, Optional.empty(), Optional.of(new Obstacle.Refused()))),
                done(pool.standings(Resource.GRAPHQL)));
    }

    private void tell(TokenPool of, String purse, int remaining) {
        done(of.settle(only(of, purse), taken(remaining, ONE)));
    }

    private static Lease only(TokenPool of, String purse) {
        Ask ask = new Ask(Resource.GRAPHQL, 1, Urgency.PERSON, Optional.of(purse));
        return assertInstanceOf(Granted.class, done(of.take(ask))).lease();
    }

    private int left(TokenPool of) {
        return done(of.standings(Resource.GRAPHQL)).getFirst().left();
    }

    static Lease granted(TokenPool from, Urgency urgency, int points) {
        return assertInstanceOf(Granted.class, done(from.take(Ask.of(Resource.GRAPHQL, points, urgency))))
                .lease();
    }

    static Obstacle denied(TokenPool from, Urgency urgency, int points) {
        return assertInstanceOf(Denied.class, done(from.take(Ask.of(Resource.GRAPHQL, points, urgency))))
                .obstacle();
    }

    static Verdict taken(int remaining, Instant reset) {
        return new Verdict.Taken(Optional.empty(), Optional.of(new Budget(5_000, remaining, reset)));
    }

    static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
