package dev.cortex.routing.api;

import dev.cortex.routing.experiment.Definition;
import dev.cortex.routing.experiment.Experiment;
import dev.cortex.routing.experiment.Findings;
import dev.cortex.routing.experiment.Laboratory;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.outcome.Ledger;
import dev.cortex.routing.outcome.ModelChange;
import dev.cortex.routing.settings.ChoosingSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.snapshot.PastModels;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks what is asked of experiments, and carries out what they end with. */
@ApplicationScoped
class ExperimentDesk {
    private final Door door;
    private final Spaces spaces;
    private final Laboratory laboratory;
    private final PastModels past;
    private final Ledger ledger;
    private final RoutingSettings settings;

    ExperimentDesk(
            Door door, Spaces spaces, Laboratory laboratory, PastModels past, Ledger ledger, RoutingSettings settings) {
        this.door = door;
        this.spaces = spaces;
        this.laboratory = laboratory;
        this.past = past;
        this.ledger = ledger;
        this.settings = settings;
    }

    Uni<List<Experiment>> list(String name) {
        return laboratory.list(door.space(name).name());
    }

    Uni<Findings> put(String name, String id, @Nullable ExperimentBody body) {
        Space space = door.space(name);
        if (!Expert.isId(id)) {
            throw Refusal.INVALID.because("An experiment's id is 1 to 64 lower-case letters, digits, '.', '_' or '-'.");
        }
        if (body == null) {
            throw Refusal.INVALID.because("The body is the definition of an experiment: 'kind' and 'candidate'.");
        }
        Long epoch = body.epoch();
        Uni<Optional<Long>> place = epoch == null
                ? Uni.createFrom().item(Optional.empty())
                : past.placeOf(name, epoch)
                        .map(found -> Optional.of(found.orElseThrow(() -> Refusal.MODEL_NOT_FOUND.because(
                                "No model of the space ever had the epoch " + epoch + "."))));
        return place.map(seq -> body.definition(
                        thresholds(space),
                        seq.orElse(null),
                        settings.experiments().sampleMax()))
                .call(definition -> checkModel(space, definition.candidate()))
                .flatMap(definition -> laboratory.start(name, id, definition))
                .flatMap(this::told);
    }

    private Uni<Void> checkModel(Space space, Definition.Candidate candidate) {
        String other = candidate.space();
        if (other != null && (other.equals(space.name()) || spaces.find(other).isEmpty())) {
            throw Refusal.INVALID.because("The candidate's space is another one that exists.");
        }
        Long seq = candidate.seq();
        return seq == null
                ? Uni.createFrom().voidItem()
                : past.after(space.name(), seq)
                        .map(model -> model.orElseThrow(() -> Refusal.MODEL_NOT_FOUND.because(
                                "The space had no model at entry " + seq + " of the log.")))
                        .replaceWithVoid();
    }

    Uni<Findings> findings(String name, String id) {
        return find(name, id).flatMap(laboratory::findings);
    }

    Uni<Findings> stop(String name, String id) {
        return laboratory.stop(door.space(name).name(), id).flatMap(this::told);
    }

    Uni<Findings> resume(String name, String id) {
        return laboratory.resume(door.space(name).name(), id).flatMap(this::told);
    }

    Uni<Findings> conclude(String name, String id, boolean adopt) {
        return find(name, id).flatMap(experiment -> {
            Thresholds candidate = experiment.definition().candidate().thresholds();
            if (adopt && candidate == null) {
                throw Refusal.NOT_ALLOWED.because(
                        "Only thresholds can be adopted; a model of the past by POST .../model/rollback.");
            }
            return laboratory
                    .conclude(name, id, adopt)
                    .call(done -> adopt && candidate != null && done instanceof Laboratory.Outcome.Done
                            ? door.inTime(ledger.append(new ModelChange.SetThresholds(name, candidate)))
                            : Uni.createFrom().voidItem())
                    .flatMap(this::told);
        });
    }

    Uni<Void> delete(String name, String id) {
        return laboratory
                .delete(door.space(name).name(), id)
                .map(gone -> {
                    if (!gone) {
                        throw unknown();
                    }
                    return gone;
                })
                .replaceWithVoid();
    }

    private Uni<Experiment> find(String name, String id) {
        return laboratory.find(door.space(name).name(), id).map(found -> found.orElseThrow(ExperimentDesk::unknown));
    }

    private Uni<Findings> told(Laboratory.Outcome outcome) {
        return switch (outcome) {
            case Laboratory.Outcome.Done done -> laboratory.findings(done.experiment());
            case Laboratory.Outcome.Conflict conflict ->
                throw Refusal.CONFLICT.because("It can not be: " + conflict.reason() + ".");
            case Laboratory.Outcome.NotFound none -> throw unknown();
        };
    }

    private Thresholds thresholds(Space space) {
        ChoosingSettings choosing = settings.choosing();
        return space.thresholds()
                .orElseGet(() -> new Thresholds(choosing.confident(), choosing.lead(), choosing.worthAsking()));
    }

    private static RuntimeException unknown() {
        return Refusal.EXPERIMENT_NOT_FOUND.because("The space has no experiment of this id.");
    }
}
