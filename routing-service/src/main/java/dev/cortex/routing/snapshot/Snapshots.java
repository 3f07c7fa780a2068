package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.Router;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.settings.SnapshotsSettings;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Takes a snapshot of every space when the log has grown far enough since the last one that any replica took, and starts from
 * the latest. Two replicas that both find one due write two; that is harmless, and none has to lead.
 */
@ApplicationScoped
public class Snapshots {
    private static final Logger LOG = Logger.getLogger(Snapshots.class);

    private final SnapshotStore store;
    private final EpochBook book;
    private final Spaces spaces;
    private final Follower follower;
    private final SnapshotsSettings settings;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean due;
    private volatile long lastPlace;

    Snapshots(SnapshotStore store, EpochBook book, Spaces spaces, Follower follower, RoutingSettings settings) {
        this.store = store;
        this.book = book;
        this.spaces = spaces;
        this.follower = follower;
        this.settings = settings.snapshots();
    }

    /** Puts the latest snapshot in the place of the log's beginning. One that can not be read costs a replay, no more. */
    public Uni<Void> restore() {
        return store.latest()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(this::adopt)
                .onFailure()
                .invoke(failure -> LOG.warnf("starting without a snapshot: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(List.of())
                .replaceWithVoid();
    }

    /** From now on, watches how far the log has been followed. */
    public void takeRegularly() {
        lastPlace = follower.applied();
        follower.afterEachPage(this::consider);
    }

    private void adopt(List<Snapshot> snapshots) {
        if (snapshots.isEmpty()) {
            return;
        }
        List<Space> restored = new ArrayList<>();
        for (Snapshot snapshot : snapshots) {
            Router router = StateBytes.read(snapshot.body().getBytes(), spaces::read);
            String hash = router.state().weightsHash();
            if (!hash.equals(snapshot.weightsHash())) {
                LOG.warnf("the snapshot at entry %d is not what was written and is not used", snapshot.seq());
                return;
            }
            restored.add(Space.restored(snapshot.space(), router, snapshot.thresholds()));
        }
        restored.forEach(spaces::restore);
        follower.startAfter(snapshots.getFirst().seq());
        LOG.infof("starting from the snapshot at entry %d", snapshots.getFirst().seq());
    }

    /** Called between two pages, so that no model changes meanwhile. */
    private void consider(long place) {
        if (due) {
            due = false;
            take(place);
        } else if (place - lastPlace >= settings.entries() && busy.compareAndSet(false, true)) {
            store.lastPlace()
                    .onTermination()
                    .invoke(() -> busy.set(false))
                    .subscribe()
                    .with(last -> decide(place, last), Snapshots::failed);
        }
    }

    /** When another replica has written one lately, this one need not. */
    private void decide(long place, long last) {
        lastPlace = Math.max(lastPlace, last);
        due = place - lastPlace >= settings.entries();
        if (due) {
            follower.wake();
        }
    }

    private void take(long place) {
        lastPlace = place;
        keep(place).subscribe().with(kept -> LOG.debugf("snapshot at entry %d", place), Snapshots::failed);
    }

    /** Takes one of every space now. */
    Uni<Void> takeComplete() {
        return follower.betweenPages(this::keep).flatMap(keeping -> keeping);
    }

    /** What the spaces are is written to memory at once, and to the database while they go on. */
    private Uni<Void> keep(long place) {
        List<Snapshot> together =
                spaces.all().stream().map(space -> Snapshot.of(place, space)).toList();
        List<EpochNote> notes = spaces.all().stream()
                .map(space -> EpochNote.of(space.name(), place, EpochNote.Kind.SNAPSHOT, space.state()))
                .toList();
        return store.keep(together, settings.kept())
                .flatMap(kept -> book.note(notes))
                .replaceWithVoid();
    }

    /** Takes one of this space alone, as it is between two pages of the log. */
    public Uni<EpochNote> takeNow(Space space) {
        return follower.betweenPages(place -> new Taken(
                        Snapshot.of(place, space),
                        EpochNote.of(space.name(), place, EpochNote.Kind.TAKEN, space.state())))
                .call(taken -> store.keepOne(taken.snapshot(), settings.ownKept()))
                .map(Taken::note)
                .call(note -> book.note(List.of(note)));
    }

    private record Taken(Snapshot snapshot, EpochNote note) {}

    /** What is remembered of the space's models, the latest first. */
    public Uni<List<EpochNote>> history(Space space, int limit) {
        return book.list(space.name(), limit);
    }

    private static void failed(Throwable failure) {
        LOG.warnf("no snapshot was taken: %s", failure.toString());
    }
}
