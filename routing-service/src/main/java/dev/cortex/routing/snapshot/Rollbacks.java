package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.Router;
import dev.cortex.routing.outcome.Ledger;
import dev.cortex.routing.outcome.ModelChange;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.settings.SnapshotsSettings;
import dev.cortex.routing.space.LogEntry;
import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes a space's model back to what it was.
 *
 * <p>The long part is done before anybody is concerned: this replica grows the model of that time and writes it down as a
 * snapshot. Only then the rollback gets its place in the log, and every replica that comes to it, this one too, reads
 * the snapshot. One that finds it gone learns the same model from the log.
 */
@ApplicationScoped
public class Rollbacks {
    private final PastModels past;
    private final SnapshotStore store;
    private final OutcomeLog log;
    private final Ledger ledger;
    private final SnapshotsSettings settings;
    private final AtomicBoolean busy = new AtomicBoolean();

    Rollbacks(PastModels past, SnapshotStore store, OutcomeLog log, Ledger ledger, RoutingSettings settings) {
        this.past = past;
        this.store = store;
        this.log = log;
        this.ledger = ledger;
        this.settings = settings.snapshots();
    }

    /** Where to. */
    public sealed interface Target {
        /** The last model that had this epoch. */
        record Epoch(long epoch) implements Target {}

        /** The model after this entry of the log. */
        record Place(long seq) implements Target {}
    }

    /** What became of it. */
    public sealed interface Outcome {
        /**
         * @param seq the entry of the log that the rollback is
         * @param toSeq the entry after which the model was what it is again
         * @param epoch that of the model from now on, larger than any before
         */
        record Done(String space, long seq, long toSeq, long toEpoch, long epoch, String weightsHash, long examples)
                implements Outcome {}

        record NoSuchModel(String reason) implements Outcome {}

        record TooMany(String reason) implements Outcome {}

        record Busy() implements Outcome {}
    }

    public Uni<Outcome> rollBack(Space space, Target target) {
        if (!busy.compareAndSet(false, true)) {
            return Uni.createFrom().item(new Outcome.Busy());
        }
        return log.lineage(space.name())
                .flatMap(lineage -> lineage.turns().size() >= settings.rollbacksMax()
                        ? Uni.createFrom()
                                .<Outcome>item(new Outcome.TooMany(
                                        "A space can be rolled back " + settings.rollbacksMax() + " times."))
                        : place(space, target).flatMap(place -> place.map(seq -> to(space, seq))
                                .orElseGet(() -> Uni.createFrom().item(unknown(target)))))
                .onTermination()
                .invoke(() -> busy.set(false));
    }

    private Uni<Optional<Long>> place(Space space, Target target) {
        return switch (target) {
            case Target.Epoch epoch -> past.placeOf(space.name(), epoch.epoch());
            case Target.Place place ->
                log.head().map(head -> Optional.of(place.seq()).filter(seq -> seq > 0 && seq <= head));
        };
    }

    private Uni<Outcome> to(Space space, long place) {
        return past.after(space.name(), place)
                .flatMap(router -> router.map(then -> turn(space, place, then)).orElseGet(() -> Uni.createFrom()
                        .item(new Outcome.NoSuchModel("The space did not exist at entry " + place + " of the log."))));
    }

    private Uni<Outcome> turn(Space space, long place, Router then) {
        Snapshot snapshot = new Snapshot(
                place,
                space.name(),
                then.epoch(),
                then.state().weightsHash(),
                then.state().examples(),
                Buffer.buffer(StateBytes.write(then::write)),
                null);
        return store.keepOne(snapshot, settings.ownKept())
                .flatMap(kept -> ledger.append(new ModelChange.RollBack(space.name(), place)))
                .map(seq -> done(space, seq, snapshot));
    }

    private static Outcome done(Space space, long seq, Snapshot then) {
        return new Outcome.Done(
                space.name(),
                seq,
                then.seq(),
                then.epoch(),
                LogEntry.epoch(seq),
                space.state().weightsHash(),
                space.state().examples());
    }

    private static Outcome unknown(Target target) {
        return new Outcome.NoSuchModel(
                switch (target) {
                    case Target.Epoch epoch -> "No model of the space ever had the epoch " + epoch.epoch() + ".";
                    case Target.Place place -> "The log has no entry " + place.seq() + ".";
                });
    }
}
