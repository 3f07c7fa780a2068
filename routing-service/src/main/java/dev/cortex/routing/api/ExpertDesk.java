package dev.cortex.routing.api;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.outcome.ExpertChange;
import dev.cortex.routing.outcome.Ledger;
import dev.cortex.routing.settings.ApiSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Memory;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, changes and retires experts and spaces; each change goes through the log, so that all replicas make it. */
@ApplicationScoped
class ExpertDesk {
    private final Spaces spaces;
    private final Memory memory;
    private final Ledger ledger;
    private final Door door;
    private final ApiSettings bounds;

    ExpertDesk(Spaces spaces, Memory memory, Ledger ledger, Door door, RoutingSettings settings) {
        this.spaces = spaces;
        this.memory = memory;
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
        checkName(name);
        if (body == null) {
            throw Refusal.INVALID.because("The body is the definition of an expert, at least {}.");
        }
        Expert expert = body.expert(id);
        admit(name, List.of(expert));
        return door.inTime(ledger.append(new ExpertChange.Put(name, expert))).replaceWith(expert);
    }

    /** @param experts how many the space has now */
    record Taken(int experts, long epoch) {}

    /** Defines or changes many at once; who is not among them stays. What says nothing new is left out of the log. */
    Uni<Taken> put(String name, @Nullable ExpertsBody body) {
        checkName(name);
        if (body == null) {
            throw Refusal.INVALID.because("The body is an object with 'experts'.");
        }
        List<Expert> experts = body.experts(bounds.expertsMax());
        if (experts.isEmpty() && spaces.find(name).isEmpty()) {
            throw Refusal.INVALID.because("A new space needs at least one expert.");
        }
        admit(name, experts);
        return door.inTime(ledger.merge(name, experts)).map(seq -> {
            Space space = door.space(name);
            return new Taken(space.size(), space.epoch());
        });
    }

    private void admit(String name, List<Expert> experts) {
        Optional<Space> space = spaces.find(name);
        List<Expert> former = experts.stream()
                .flatMap(expert -> space.flatMap(present -> present.expert(expert.id())).stream())
                .toList();
        int fresh = experts.size() - former.size();
        if (fresh > 0 && space.map(Space::size).orElse(0) + fresh > bounds.expertsMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.expertsMax() + " experts in a space.");
        }
        if (space.isEmpty() && spaces.size() >= bounds.spacesMax()) {
            throw Refusal.TOO_MANY.because("At most " + bounds.spacesMax() + " spaces.");
        }
        long more = Memory.of(experts) - Memory.of(former);
        if (more > 0 && !memory.hasRoomFor(more)) {
            throw Refusal.FULL.because(
                    "All spaces together have no room for more experts; delete a space or an expert.");
        }
    }

    private static void checkName(String name) {
        if (!Expert.isId(name)) {
            throw Refusal.INVALID.because("A space's name is 1 to 64 lower-case letters, digits, '.', '_' or '-'.");
        }
    }

    Uni<Void> retire(String name, String id) {
        Space space = door.space(name);
        if (space.expert(id).isEmpty()) {
            throw Refusal.EXPERT_NOT_FOUND.because("The space has no expert of this id.");
        }
        if (name.equals(Spaces.DEFAULT) && space.size() == 1) {
            throw Refusal.NOT_ALLOWED.because("The last expert of the mesh stays: tasks could go nowhere.");
        }
        return door.inTime(ledger.append(new ExpertChange.Retire(name, id))).replaceWithVoid();
    }

    Uni<Void> deleteSpace(String name) {
        door.space(name);
        if (name.equals(Spaces.DEFAULT)) {
            throw Refusal.NOT_ALLOWED.because("The space 'default' is the mesh's own and stays.");
        }
        return door.inTime(ledger.append(new ExpertChange.DeleteSpace(name))).replaceWithVoid();
    }
}
