package dev.cortex.achievement.scan;

import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.Pages;
import dev.cortex.achievement.observation.Survey;
import dev.cortex.achievement.progress.Proofs;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Page;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Walk;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Goes on with one scan, page by page, until it is complete, must rest, or belongs to someone else. After every page the
 * position is kept, so it may end anywhere: whoever goes on begins with the page after the last one that was kept.
 */
@Singleton
final class ScanRunner {
    private static final Logger LOG = Logger.getLogger(ScanRunner.class);

    /** What is proven is told after so many pages; each time may append an observation of five achievements. */
    private static final int PAGES_TOLD = 25;

    private final Pages pages;
    private final ScanStore store;
    private final Proofs proofs;
    private final Rulebook rulebook;
    private final ScanMetrics metrics;
    private final Clock clock;

    ScanRunner(Pages pages, ScanStore store, Proofs proofs, Rulebook rulebook, ScanMetrics metrics, Clock clock) {
        this.pages = pages;
        this.store = store;
        this.proofs = proofs;
        this.rulebook = rulebook;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** What changes while a scan runs; one step at a time touches it. */
    private static final class Run {
        private final Claim claim;
        private Walk walk;
        private int pauses;
        private int untold;
        private boolean bounded;

        Run(Claim claim, Walk walk) {
            this.claim = claim;
            this.walk = walk;
            this.pauses = claim.pauses();
        }
    }

    Uni<Void> run(Claim claim) {
        boolean another = claim.walk().finished() || !claim.walk().rules().equals(rulebook.version());
        Walk walk = another ? claim.walk().requested(rulebook.version(), now()) : claim.walk();
        Uni<Boolean> begun =
                another ? store.begin(claim, walk) : Uni.createFrom().item(true);
        return begun.flatMap(
                mine -> mine ? walked(new Run(claim, walk)) : Uni.createFrom().voidItem());
    }

    private Uni<Void> walked(Run run) {
        return Multi.createBy()
                .repeating()
                .uni(() -> step(run))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** @return whether there is more to do */
    private Uni<Boolean> step(Run run) {
        Optional<Kind> next = run.walk.next();
        if (next.isEmpty()) {
            // Told first: a scan that says it is complete has its numbers in every answer.
            return told(run, Survey.State.COMPLETE)
                    .flatMap(_ -> store.complete(run.claim))
                    .invoke(() -> metrics.ended("complete"))
                    .replaceWith(false);
        }
        Position position = run.walk.position(next.get()).begun(now());
        return pages.read(position.ask(run.claim.nodeId(), run.claim.login()))
                .flatMap(page -> kept(run, position, page))
                .onFailure(GitHubException.class)
                .recoverWithUni(failure -> missed(run, position, failure));
    }

    private Uni<Boolean> kept(Run run, Position position, Page page) {
        Position after = position.after(page, now());
        return store.keep(run.claim, after, page.requests(), page.points()).flatMap(mine -> {
            if (!mine) {
                LOG.debugf("another replica goes on with a scan");
                return Uni.createFrom().item(false);
            }
            metrics.page(page);
            run.walk = run.walk.with(after);
            run.pauses = 0;
            run.untold++;
            return due(run)
                    ? told(run, Survey.State.SCANNING).replaceWith(true)
                    : Uni.createFrom().item(true);
        });
    }

    /** Every so many pages, and at once when the bounds of every number are known. */
    private boolean due(Run run) {
        boolean first = !run.bounded
                && run.walk.positions().values().stream()
                        .allMatch(position ->
                                position.total().isPresent() || position.done().isPresent());
        run.bounded |= first;
        return first || run.untold >= PAGES_TOLD;
    }

    private Uni<Void> told(Run run, Survey.State state) {
        run.untold = 0;
        Instant now = now();
        return proofs.prove(run.claim.nodeId(), run.walk.surveys(state, now));
    }

    /** What PostgreSQL keeps of a time. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private Uni<Boolean> missed(Run run, Position position, GitHubException failure) {
        Instant now = now();
        return switch (Setback.of(failure.failure(), position.stride(), run.pauses, now)) {
            case Setback.Again(var stride, Duration pause) -> {
                run.walk = run.walk.with(position.striding(stride));
                yield store.keep(run.claim, position.striding(stride), 1, 0)
                        .onItem()
                        .delayIt()
                        .by(pause);
            }
            case Setback.Rest(var stride, Duration rest, String reason) -> {
                run.walk = run.walk.with(position.striding(stride));
                yield told(run, Survey.State.PAUSED)
                        .flatMap(
                                _ -> store.pause(run.claim, run.walk.positions().values(), rest, reason))
                        .invoke(() -> metrics.ended("paused"))
                        .replaceWith(false);
            }
            case Setback.Over(String reason) ->
                told(run, Survey.State.FAILED)
                        .flatMap(_ -> store.fail(run.claim, reason))
                        .invoke(() -> metrics.ended("failed"))
                        .replaceWith(false);
        };
    }
}
