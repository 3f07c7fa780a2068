package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What every {@link ProgressCache} does; the fake of the tests as well as Redis. */
abstract class ProgressCacheContract {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration HOUR = Duration.ofHours(1);

    abstract ProgressCache cache();

    /** A login that no other test uses: the cache may be shared. */
    abstract Login login();

    abstract Instant now();

    @Test
    void hasNothingOfAUserItWasNotTold() {
        assertEquals(Cached.NOTHING, found(login()));
    }

    @Test
    void givesBackWhatItKeeps() {
        Login login = login();
        Snapshot snapshot = snapshot(login, now(), 40);
        Instant fresh = now().plusSeconds(300);
        done(cache().keep(login, snapshot, fresh, HOUR));
        assertEquals(new Cached(Optional.of(new Cached.Kept(snapshot, fresh)), Optional.empty()), found(login));
    }

    @Test
    void knowsALoginInAnyCase() {
        Login login = login();
        Snapshot snapshot = snapshot(login, now(), 40);
        done(cache().keep(login, snapshot, now().plusSeconds(300), HOUR));
        assertTrue(found(new Login(login.value().toUpperCase(java.util.Locale.ROOT)))
                .kept()
                .isPresent());
    }

    @Test
    void doesNotReplaceANewerAnswer() {
        Login login = login();
        Instant fresh = now().plusSeconds(300);
        done(cache().keep(login, snapshot(login, now(), 41), fresh, HOUR));
        done(cache().keep(login, snapshot(login, now().minusSeconds(5), 40), fresh, HOUR));
        assertEquals(
                Count.exactly(41),
                found(login)
                        .kept()
                        .orElseThrow()
                        .snapshot()
                        .observed("starstruck")
                        .orElseThrow()
                        .finding()
                        .count());
    }

    @Test
    void notesThatAnAnswerWasConfirmedUntilAnotherIsKept() {
        Login login = login();
        Snapshot snapshot = snapshot(login, now().minusSeconds(900), 40);
        Instant fresh = now().plusSeconds(300);
        Instant confirmed = now().minusSeconds(5);
        done(cache().keep(login, snapshot, fresh, HOUR));
        done(cache().confirm(login, snapshot.fetchedAt(), confirmed));
        assertEquals(Optional.of(confirmed), found(login).kept().orElseThrow().validatedAt());
        done(cache().confirm(login, snapshot.fetchedAt().minusSeconds(1), now()));
        assertEquals(Optional.of(confirmed), found(login).kept().orElseThrow().validatedAt(), "of another answer");
        done(cache().keep(login, snapshot(login, now(), 41), fresh, HOUR));
        assertEquals(Optional.empty(), found(login).kept().orElseThrow().validatedAt());
    }

    @Test
    void remembersAFailureBesideTheAnswerUntilTheNextAnswer() {
        Login login = login();
        GitHubFailure failure = new GitHubFailure.OutOfBudget(now().plusSeconds(900));
        Snapshot snapshot = snapshot(login, now(), 40);
        Instant fresh = now().plusSeconds(300);
        done(cache().keep(login, snapshot, fresh, HOUR));
        done(cache().keepFailure(login, failure, HOUR));
        assertEquals(Optional.of(failure), found(login).failed());
        assertTrue(found(login).kept().isPresent());

        done(cache().keep(login, snapshot, fresh, HOUR));
        assertEquals(Optional.empty(), found(login).failed());
    }

    @Test
    void forgetsOnlyWhatIsOlder() {
        Login login = login();
        done(cache().keep(login, snapshot(login, now(), 40), now().plusSeconds(300), HOUR));
        done(cache().forget(login, now().minusSeconds(1), HOUR));
        assertTrue(found(login).kept().isPresent());
        done(cache().forget(login, now().plusSeconds(1), HOUR));
        assertEquals(Optional.empty(), found(login).kept());
    }

    @Test
    void doesNotKeepWhatWasAskedForBeforeItWasForgotten() {
        Login login = login();
        Instant asked = now();
        Instant fresh = now().plusSeconds(300);
        done(cache().forget(login, asked.plusMillis(50), HOUR));
        done(cache().forget(login, asked.plusMillis(10), HOUR));
        done(cache().keep(login, snapshot(login, asked, 40), fresh, HOUR));
        assertEquals(Optional.empty(), found(login).kept());
        done(cache().keep(login, snapshot(login, asked.plusMillis(51), 41), fresh, HOUR));
        assertTrue(found(login).kept().isPresent());
    }

    @Test
    void permitsOneAtATime() {
        Login login = login();
        ProgressCache.Permit permit = done(cache().permit(login, HOUR)).orElseThrow();
        assertEquals(Optional.empty(), done(cache().permit(login, HOUR)));
        done(cache().release(login, new ProgressCache.Permit("of someone else", true)));
        assertEquals(Optional.empty(), done(cache().permit(login, HOUR)), "only the holder gives it back");
        done(cache().release(login, permit));
        assertTrue(done(cache().permit(login, HOUR)).isPresent());
    }

    private Cached found(Login login) {
        return done(cache().find(login));
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static Snapshot snapshot(Login login, Instant at, long stars) {
        Finding finding = Finding.of(Count.exactly(stars), new Evidence.TopRepository("a/b", stars, "https://x"));
        Facts facts =
                new Facts("U_1", login.value(), Optional.of("Mona"), Optional.empty(), Map.of("starstruck", finding));
        return Snapshot.first(facts, Look.at(at.truncatedTo(ChronoUnit.MILLIS)));
    }
}
