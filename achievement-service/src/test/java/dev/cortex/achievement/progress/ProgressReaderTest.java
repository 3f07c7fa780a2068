package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.settings.AchievementConfig;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProgressReaderTest {
    private static final Login OCTOCAT = new Login("octocat");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final AchievementConfig config = Configs.with(Map.of("flight.look-every", "4ms"));
    private final TestingClock clock = new TestingClock();
    private final FakeGitHub github = new FakeGitHub();
    private final FakeProgressCache cache = new FakeProgressCache(clock);
    private final FakeStore store = new FakeStore();
    private final Replica first = Replica.of(config, github, cache, store, clock);
    private final Replica second = Replica.of(config, github, cache, store, clock);

    /** GitHub was asked, then something happened, then came the answer, which does not know of it. */
    @Test
    void doesNotTakeForFreshWhatWasAskedForBeforeSomethingHappened() {
        CompletableFuture<Void> gate = github.hold();
        CompletableFuture<Reading> before = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        clock.advance(Duration.ofMillis(200));
        outdate();
        CompletableFuture<Reading> after = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        clock.advance(Duration.ofMillis(200));
        github.mergedAfterAnswering(41);
        gate.complete(null);
        assertEquals(41, sharks(after.join()), "who asks after it gets a number of after it");
        assertEquals(41, sharks(before.join()));
        assertEquals(2, github.requests.get());
        assertEquals(41, sharks(read(second)));
        assertEquals(2, github.requests.get());
    }

    /** Someone else asked later and was answered sooner. */
    @Test
    void isAsOldAsItsQuestion() {
        CompletableFuture<Void> gate = github.hold();
        CompletableFuture<Reading> asked = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        clock.advance(Duration.ofSeconds(8));
        gate.complete(null);
        assertEquals(TestingClock.NOON, asked.join().snapshot().fetchedAt());
        Duration fresh = Duration.between(TestingClock.NOON, asked.join().freshUntil());
        assertTrue(fresh.compareTo(Duration.ofSeconds(330)) <= 0, () -> "fresh for " + fresh);
    }

    @Test
    void marksWhatIsOvertakenAgainAndAgain() {
        github.beforeEachAnswer(() -> {
            clock.advance(Duration.ofMillis(10));
            outdate();
        });
        Reading reading = read(first);
        assertTrue(reading.staleAt(clock.instant()));
        assertEquals(3, github.requests.get());
        github.beforeEachAnswer(() -> {});
        clock.advance(Duration.ofMillis(10));
        assertFalse(read(first).staleAt(clock.instant()));
        assertEquals(4, github.requests.get());
    }

    @Test
    void doesNotJoinAFlightThatLeftBeforeItWasForced() {
        CompletableFuture<Void> gate = github.hold();
        CompletableFuture<Reading> before = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        clock.advance(Duration.ofMillis(200));
        CompletableFuture<Reading> forced =
                first.reader().readNow(OCTOCAT, Duration.ZERO).subscribeAsCompletionStage();
        github.mergedAfterAnswering(41);
        gate.complete(null);
        assertEquals(40, sharks(before.join()));
        assertEquals(41, sharks(forced.join()));
    }

    @Test
    void asksGitHubOnceForTheFirstAndNotAgainWhileItIsFresh() {
        assertEquals(Reading.Source.GITHUB, read(first).source());
        clock.advance(Duration.ofMinutes(4));
        Reading again = read(second);
        assertEquals(Reading.Source.CACHE, again.source());
        assertFalse(again.staleAt(clock.instant()));
        assertEquals(1, github.requests.get());
    }

    @Test
    void asksNobodyAgainAfterTheCacheWasWiped() {
        read(first);
        clock.advance(Duration.ofMinutes(1));
        Replica wiped = Replica.of(config, github, new FakeProgressCache(clock), store, clock);
        Reading revived = read(wiped);
        assertEquals(Reading.Source.STORE, revived.source());
        assertFalse(revived.staleAt(clock.instant()));
        assertEquals(1, github.requests.get());
        assertEquals(Reading.Source.CACHE, read(wiped).source());
    }

    @Test
    void sendsOneRequestForAThousandWhoAskAtOnceOnTwoReplicas() {
        CompletableFuture<Void> gate = github.hold();
        List<CompletableFuture<Reading>> asked = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            asked.add((i % 2 == 0 ? first : second).reader().read(OCTOCAT).subscribeAsCompletionStage());
        }
        gate.complete(null);
        asked.forEach(answer -> assertEquals(
                40, sharks(Uni.createFrom().completionStage(answer).await().atMost(PATIENCE))));
        assertEquals(1, github.requests.get());
    }

    @Test
    void tellsEveryoneWhoWaitsWhenItFails() {
        CompletableFuture<Void> gate = github.hold();
        github.fail(new GitHubFailure.Unavailable(502));
        CompletableFuture<Reading> here = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        CompletableFuture<Reading> there = second.reader().read(OCTOCAT).subscribeAsCompletionStage();
        gate.complete(null);
        assertThrows(Exception.class, here::join);
        assertThrows(Exception.class, there::join);
        assertEquals(1, github.requests.get());
    }

    @Test
    void givesAnOldAnswerAtOnceAndRenewsItBehind() {
        read(first);
        github.merged(41);
        clock.advance(Duration.ofMinutes(5).plusSeconds(31));
        Reading old = read(first);
        assertTrue(old.staleAt(clock.instant()));
        assertEquals(40, sharks(old));
        assertEquals(41, sharks(read(first)), "the next one is new");
    }

    @Test
    void givesTheLastKnownWithItsAgeWhenGitHubFails() {
        read(first);
        clock.advance(Duration.ofHours(3));
        GitHubFailure spent = new GitHubFailure.OutOfBudget(clock.instant().plusSeconds(900));
        github.fail(spent);
        Reading known = read(first);
        assertEquals(Reading.Source.STORE, known.source());
        assertTrue(known.staleAt(clock.instant()));
        assertEquals(40, sharks(known));
        assertEquals(Optional.of(spent), known.trouble());
        assertEquals(TestingClock.NOON, known.snapshot().fetchedAt());
    }

    @Test
    void doesNotGiveWhatIsTooOld() {
        read(first);
        clock.advance(Duration.ofDays(31));
        github.fail(new GitHubFailure.TimedOut());
        assertFails(GitHubFailure.TimedOut.class, first.reader().read(OCTOCAT));
    }

    @Test
    void failsAsGitHubDoesWhereNothingIsKnown() {
        github.fail(new GitHubFailure.TimedOut());
        assertFails(GitHubFailure.TimedOut.class, first.reader().read(OCTOCAT));
    }

    @Test
    void remembersAnUnknownUserForAMoment() {
        github.fail(new GitHubFailure.UnknownUser("octocat"));
        assertFails(GitHubFailure.UnknownUser.class, first.reader().read(OCTOCAT));
        assertFails(GitHubFailure.UnknownUser.class, second.reader().read(OCTOCAT));
        assertEquals(1, github.requests.get());
        github.recover();
        clock.advance(Duration.ofSeconds(61));
        assertEquals(40, sharks(read(first)));
    }

    @Test
    void doesNotTellOldNumbersOfAUserWhoIsGone() {
        read(first);
        clock.advance(Duration.ofHours(1));
        github.fail(new GitHubFailure.UnknownUser("octocat"));
        assertFails(GitHubFailure.UnknownUser.class, first.reader().read(OCTOCAT));
    }

    @Test
    void asksAgainWhenForced() {
        read(first);
        github.merged(41);
        clock.advance(Duration.ofSeconds(1));
        Reading forced = first.reader().readNow(OCTOCAT, Duration.ZERO).await().atMost(PATIENCE);
        assertEquals(41, sharks(forced));
        assertEquals(Reading.Source.GITHUB, forced.source());
        assertEquals(2, github.requests.get());
    }

    @Test
    void answersAForcedRequestByWhatWasFetchedWithinTheFloor() {
        read(first);
        github.merged(41);
        clock.advance(Duration.ofSeconds(9));
        Reading young =
                first.reader().readNow(OCTOCAT, Duration.ofSeconds(10)).await().atMost(PATIENCE);
        assertEquals(40, sharks(young));
        assertEquals(Reading.Source.CACHE, young.source());
        clock.advance(Duration.ofSeconds(2));
        assertEquals(
                41,
                sharks(first.reader()
                        .readNow(OCTOCAT, Duration.ofSeconds(10))
                        .await()
                        .atMost(PATIENCE)));
    }

    @Test
    void takesOverAFlightThatDiedWithItsReplica() {
        Optional<ProgressCache.Permit> dead =
                cache.permit(OCTOCAT, config.flight().lease()).await().atMost(PATIENCE);
        assertTrue(dead.isPresent());
        CompletableFuture<Reading> waiting = first.reader().read(OCTOCAT).subscribeAsCompletionStage();
        clock.advance(config.flight().lease());
        assertEquals(40, sharks(waiting.join()));
    }

    /** Whatever GitHub does, a number that is told is one that was true, and an old one is marked. */
    @Test
    void neverTellsAWrongNumberUnmarked() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        long truth = 40;
        long told = 0;
        for (int step = 0; step < 2_000; step++) {
            truth += random.nextInt(2);
            github.merged(truth);
            clock.advance(Duration.ofSeconds(random.nextInt(400)));
            fault(random);
            Optional<Reading> reading = attempt(random.nextInt(4) == 0);
            if (reading.isPresent()) {
                long now = sharks(reading.get());
                assertTrue(now >= told && now <= truth, "seed " + seed + " step " + step + ": " + now);
                boolean young = Duration.between(reading.get().snapshot().fetchedAt(), clock.instant())
                                .compareTo(Duration.ofSeconds(331))
                        < 0;
                assertTrue(young || reading.get().staleAt(clock.instant()), "seed " + seed + " step " + step);
                told = now;
            }
        }
    }

    @Test
    void asksForManyInOneRequestAndOnlyForThoseThatAreNotFresh() {
        read(first);
        List<Login> logins = List.of(OCTOCAT, new Login("hubot"), new Login("mona"), new Login("HUBOT"));
        BatchReader.Batch batch = second.batch().read(logins, false).await().atMost(PATIENCE);
        assertEquals(2, github.requests.get());
        assertEquals(3, batch.outcomes().size());
        assertEquals(1, batch.requests());
        assertTrue(batch.outcomes().stream().allMatch(BatchReader.Outcome.Known.class::isInstance));
    }

    private void outdate() {
        new CacheStaleness(store, cache, config)
                .before(OCTOCAT, clock.instant())
                .await()
                .atMost(PATIENCE);
    }

    private void fault(Random random) {
        switch (random.nextInt(6)) {
            case 0 -> github.fail(new GitHubFailure.Unavailable(502));
            case 1 -> github.fail(new GitHubFailure.TimedOut());
            case 2 -> github.fail(new GitHubFailure.OutOfBudget(clock.instant().plusSeconds(60)));
            default -> github.recover();
        }
    }

    private Optional<Reading> attempt(boolean force) {
        Uni<Reading> read = force
                ? first.reader().readNow(OCTOCAT, Duration.ZERO)
                : first.reader().read(OCTOCAT);
        return read.map(Optional::of)
                .onFailure(GitHubException.class)
                .recoverWithItem(Optional.empty())
                .await()
                .atMost(PATIENCE);
    }

    private static Reading read(Replica replica) {
        return replica.reader().read(OCTOCAT).await().atMost(PATIENCE);
    }

    private static long sharks(Reading reading) {
        Snapshot snapshot = reading.snapshot();
        return snapshot.observed("pull_shark").orElseThrow().finding().count().min();
    }

    private static void assertFails(Class<? extends GitHubFailure> kind, Uni<Reading> read) {
        GitHubException failure =
                assertThrows(GitHubException.class, () -> read.await().atMost(PATIENCE));
        assertInstanceOf(kind, failure.failure());
    }
}
