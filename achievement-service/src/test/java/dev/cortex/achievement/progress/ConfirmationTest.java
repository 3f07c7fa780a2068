package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.activity.Activity.Sign;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConfirmationTest {
    private static final Login OCTOCAT = new Login("octocat");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AchievementConfig config = Configs.with(Map.of("freshness.jitter", "0s"));
    private final TestingClock clock = new TestingClock();
    private final FakeGitHub github = new FakeGitHub();
    private final FakeActivity activity = new FakeActivity();
    private final FakeStore store = new FakeStore();
    private final Replica replica = Replica.of(config, github, activity, new FakeProgressCache(clock), store, clock);

    @Test
    void looksAtNoFeedOfAUserItNeverSaw() {
        activity.say(Sign.QUIET);
        read();
        assertEquals(0, activity.looks.get());
        assertEquals(1, github.requests.get());
    }

    @Test
    void staysFreshWithoutAPointWhileNothingHappens() {
        read();
        activity.say(Sign.QUIET);
        for (int i = 1; i <= 10; i++) {
            clock.advance(Duration.ofMinutes(10));
            Reading confirmed = read();
            assertFalse(confirmed.staleAt(clock.instant()));
            assertEquals(TestingClock.NOON, confirmed.snapshot().fetchedAt(), "it is as old as it is");
            assertEquals(Optional.of(clock.instant()), confirmed.validatedAt());
            assertEquals(confirmed.validatedAt(), read().validatedAt(), "also from the cache");
        }
        assertEquals(1, github.requests.get());
        assertEquals(10, activity.looks.get());
    }

    @Test
    void asksGitHubWhenSomethingHappenedOrNobodyKnows() {
        read();
        for (Sign sign : List.of(Sign.ACTIVE, Sign.UNTOLD)) {
            activity.say(sign);
            clock.advance(Duration.ofMinutes(10));
            assertEquals(clock.instant(), read().snapshot().fetchedAt());
        }
        assertEquals(3, github.requests.get());
    }

    @Test
    void believesNoFeedLongerThanADay() {
        read();
        activity.say(Sign.QUIET);
        clock.advance(Duration.ofHours(24).minusMinutes(1));
        assertEquals(TestingClock.NOON, read().snapshot().fetchedAt());
        clock.advance(Duration.ofMinutes(2).plusSeconds(59));
        assertEquals(clock.instant(), read().snapshot().fetchedAt());
    }

    @Test
    void asksGitHubByForceWhateverTheFeedSays() {
        read();
        activity.say(Sign.QUIET);
        clock.advance(Duration.ofMinutes(10));
        replica.reader().readNow(OCTOCAT, Duration.ZERO).await().atMost(PATIENCE);
        replica.batch().read(List.of(OCTOCAT), true).await().atMost(PATIENCE);
        assertEquals(0, activity.looks.get());
        assertEquals(3, github.requests.get());
    }

    @Test
    void asksGitHubForAUserWhomAWebhookMoved() {
        read();
        activity.say(Sign.QUIET);
        clock.advance(Duration.ofMinutes(10));
        store.outdate(OCTOCAT, clock.instant()).await().atMost(PATIENCE);
        clock.advance(Duration.ofSeconds(1));
        read();
        assertEquals(0, activity.looks.get());
        assertEquals(2, github.requests.get());
    }

    @Test
    void refreshesManyQuietUsersForNothing() {
        List<Login> logins =
                IntStream.range(0, 1_000).mapToObj(i -> new Login("user-" + i)).toList();
        replica.batch().read(logins, false).await().atMost(PATIENCE);
        int before = github.requests.get();
        activity.say(Sign.QUIET);
        clock.advance(Duration.ofMinutes(10));
        BatchReader.Batch again = replica.batch().read(logins, false).await().atMost(PATIENCE);
        assertEquals(0, again.points());
        assertEquals(before, github.requests.get());
        assertEquals(
                logins,
                again.outcomes().stream().map(BatchReader.Outcome::login).toList());
    }

    @Test
    void stopsLookingWhenNoFeedSaysAnything() {
        List<Login> logins =
                IntStream.range(0, 400).mapToObj(i -> new Login("user-" + i)).toList();
        replica.batch().read(logins, false).await().atMost(PATIENCE);
        clock.advance(Duration.ofMinutes(10));
        BatchReader.Batch again = replica.batch().read(logins, false).await().atMost(PATIENCE);
        assertEquals(20, activity.looks.get());
        assertEquals(400, again.outcomes().size());
    }

    private Reading read() {
        return replica.reader().read(OCTOCAT).await().atMost(PATIENCE);
    }
}
