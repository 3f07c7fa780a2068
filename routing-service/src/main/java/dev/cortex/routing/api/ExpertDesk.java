package dev.cortex.routing.api;

import dev.cortex.routing.RoutingSettings;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.outcome.ExpertChange;
import dev.cortex.routing.outcome.Ledger;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates, changes and retires experts and spaces; each change goes through the log, so that all replicas make it. */
@ApplicationScoped
class ExpertDesk {
    private final Spaces spaces;
    private final Ledger ledger;
    private final Door door;
    private final RoutingSettings.Api bounds;

    ExpertDesk(Spaces spaces, Ledger ledger, Door door, RoutingSettings settings) {
        this.spaces = spaces;
        this.ledger = ledger;
        this.door = door;
        this.bounds = settings.api();
    }

    /** The experts of a space. */
    record ExpertList(List<Expert> experts) {}

    ExpertList experts(String space) {
        return new ExpertList(door.space(space).experts());
    }

    Uni<Expert> put(String name, String id, @Nullable ExpertBody body) {
        if (!Expert.isId(name)) {
            throw Refusal.INVALID.because("A space's name is 1 to 64 lower-case letters, digits, '.', '_' or '-'.");
        }
        if (body == null) {
            throw Refusal.INVALID.because("The body is the definition of an expert, at least {}.");
        }
        Expert expert = body.expert(id);
        List<Expert> present = spaces.find(name).map(Space::experts).orElse(List.of());
        boolean known = present.stream().anyMatch(one -> one.id().equals(id));
        if (!known && present.size() >= bounds.expertsMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.expertsMax() + " experts in a space.");
        }
        if (present.isEmpty() && spaces.find(name).isEmpty() && spaces.size() >= bounds.spacesMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.spacesMax() + " spaces.");
        }
        return ledger.append(new ExpertChange.Put(name, expert)).replaceWith(expert);
    }

    Uni<Void> retire(String name, String id) {
        Space space = door.space(name);
        if (space.expert(id).isEmpty()) {
            throw Refusal.EXPERT_NOT_FOUND.because("The space has no expert of this id.");
        }
        if (name.equals(Spaces.DEFAULT) && space.experts().size() == 1) {
            throw Refusal.NOT_ALLOWED.because("The last expert of the mesh stays: tasks could go nowhere.");
        }
        return ledger.append(new ExpertChange.Retire(name, id)).replaceWithVoid();
    }

    Uni<Void> deleteSpace(String name) {
        door.space(name);
        if (name.equals(Spaces.DEFAULT)) {
            throw Refusal.NOT_ALLOWED.because("The space 'default' is the mesh's own and stays.");
        }
        return ledger.append(new ExpertChange.DeleteSpace(name)).replaceWithVoid();
    }
}
