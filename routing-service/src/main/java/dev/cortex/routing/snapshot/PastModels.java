package dev.cortex.routing.snapshot;

import dev.cortex.routing.experiment.FormerModels;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.outcome.Lineage;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.outcome.Past;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.LogEntry;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Any model of the past: from the nearest snapshot in its lineage and the log after it, page by page; without a snapshot
 * from the space's first entry. The result is the same, only later.
 */
@ApplicationScoped
public class PastModels implements Past, FormerModels {
    private static final Logger LOG = Logger.getLogger(PastModels.class);

    private final OutcomeLog log;
    private final SnapshotStore store;
    private final EpochBook book;
    private final Spaces spaces;
    private final int page;

    PastModels(OutcomeLog log, SnapshotStore store, EpochBook book, Spaces spaces, RoutingSettings settings) {
        this.log = log;
        this.store = store;
        this.book = book;
        this.spaces = spaces;
        page = settings.log().page();
    }

    @Override
    public Uni<Optional<Router>> rolledBack(LogEntry.RolledBack entry) {
        return log.lineage(entry.space())
                .flatMap(lineage -> rolledBack(entry, lineage.before(entry.seq())))
                .invoke(router -> router.ifPresent(model -> model.renumber(LogEntry.epoch(entry.seq()))))
                .call(router -> router.isEmpty() ? Uni.createFrom().voidItem() : note(entry, router.get()));
    }

    private Uni<Optional<Router>> rolledBack(LogEntry.RolledBack entry, Lineage lineage) {
        return entry.to() <= lineage.after() || entry.to() >= entry.seq()
                ? Uni.createFrom().item(Optional.empty())
                : nearest(entry.space(), lineage, entry.to())
                        .flatMap(start -> replay(entry.space(), start, entry.seq() - 1));
    }

    /** The router of a space as it was after entry {@code place}; empty when there was none. */
    @Override
    public Uni<Optional<Router>> after(String space, long place) {
        return log.lineage(space)
                .flatMap(lineage -> nearest(space, lineage, place))
                .flatMap(start -> replay(space, start, place));
    }

    /** The same, learned again from the space's first entry, without any snapshot. */
    Uni<Replay> rebuilt(String space, long place) {
        return log.lineage(space).flatMap(lineage -> {
            Replay replay = new Replay(null, spaces::blank, lineage.of(place));
            return grow(space, replay, lineage.after(), place, entry -> true).replaceWith(replay);
        });
    }

    /** The last place at which the space's model had this epoch. */
    public Uni<Optional<Long>> placeOf(String space, long epoch) {
        return log.lineage(space).flatMap(lineage -> book.atOrBelow(space, epoch)
                .map(note -> note.map(EpochNote::seq).filter(seq -> seq > lineage.after()))
                .flatMap(noted -> search(space, lineage, noted.orElse(lineage.after()), epoch)));
    }

    /** Where a replay starts. */
    private record Start(Replay replay, long seq) {}

    private Uni<Optional<Long>> search(String space, Lineage lineage, long from, long epoch) {
        // Up to the next rollback every judged task was learned, in whatever lineage.
        long end = lineage.turns().stream()
                .mapToLong(Lineage.Turn::seq)
                .filter(seq -> seq > from)
                .min()
                .orElse(Long.MAX_VALUE);
        return nearest(space, lineage, from)
                .flatMap(start -> replay(space, start, from))
                .flatMap(router -> {
                    Replay onward = new Replay(
                            router.orElse(null), spaces::blank, List.of(new Lineage.Stretch(from, Long.MAX_VALUE)));
                    EpochSearch search = new EpochSearch(onward, epoch, from);
                    return grow(space, onward, from, end - 1, search::goesOn).map(done -> search.place());
                });
    }

    private Uni<Start> nearest(String space, Lineage lineage, long place) {
        Replay anew = new Replay(null, spaces::blank, lineage.of(place));
        return store.places(space, place)
                .map(places -> places.stream()
                        .filter(seq -> lineage.leadsThrough(seq, place))
                        .findFirst())
                .flatMap(seq -> seq.map(found -> store.find(space, found))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(found -> found.flatMap(this::read)
                        .map(router -> new Start(
                                new Replay(router, spaces::blank, lineage.of(place)),
                                found.orElseThrow().seq()))
                        .orElseGet(() -> new Start(anew, lineage.after())));
    }

    private Optional<Router> read(Snapshot snapshot) {
        try {
            Router router = StateBytes.read(snapshot.body().getBytes(), spaces::read);
            if (router.state().weightsHash().equals(snapshot.weightsHash())) {
                return Optional.of(router);
            }
        } catch (RuntimeException unreadable) {
            LOG.debugf(unreadable, "the snapshot of %s at entry %d", snapshot.space(), snapshot.seq());
        }
        LOG.warnf("the snapshot of %s at entry %d is not what was written", snapshot.space(), snapshot.seq());
        return Optional.empty();
    }

    private Uni<Optional<Router>> replay(String space, Start start, long until) {
        return grow(space, start.replay(), start.seq(), until, entry -> true)
                .map(done -> start.replay().router());
    }

    /** Page by page, so that memory does not grow with the log; each on a worker, because learning takes its time. */
    private Uni<Void> grow(String space, Replay replay, long after, long until, Predicate<LogEntry> goesOn) {
        AtomicLong cursor = new AtomicLong(after);
        return Uni.createFrom()
                .deferred(() -> log.readOf(space, cursor.get(), until, page))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(read -> {
                    cursor.set(read.to());
                    return apply(replay, read.entries(), goesOn) && read.to() < Math.min(until, read.head());
                })
                .repeat()
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static boolean apply(Replay replay, List<LogEntry> entries, Predicate<LogEntry> goesOn) {
        for (LogEntry entry : entries) {
            replay.apply(entry);
            if (!goesOn.test(entry)) {
                return false;
            }
        }
        return true;
    }

    private Uni<Void> note(LogEntry.RolledBack entry, Router router) {
        EpochNote note = EpochNote.of(entry.space(), entry.seq(), EpochNote.Kind.ROLLED_BACK, router.state());
        return book.note(List.of(note)).replaceWithVoid();
    }
}
