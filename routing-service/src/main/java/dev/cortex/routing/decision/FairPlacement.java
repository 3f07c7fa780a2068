package dev.cortex.routing.decision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.cortex.routing.balance.Balance;
import dev.cortex.routing.balance.Candidate;
import dev.cortex.routing.balance.Evenness;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.settings.BalanceSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import dev.cortex.routing.workforce.Places;
import dev.cortex.routing.workforce.Workers;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@link Placement} past experts without workers, among about equals to the one with less to
 * do, and past those whose places are taken. Works on what was decided and leaves the model and its cache as they are.
 */
@ApplicationScoped
class FairPlacement implements Placement {
    private final Places places;
    private final Workers workers;
    private final MeterRegistry meters;
    private final LoadingCache<Space, Balance> balances;

    FairPlacement(Places places, Workers workers, Spaces spaces, RoutingSettings settings, MeterRegistry meters) {
        this.places = places;
        this.workers = workers;
        this.meters = meters;
        BalanceSettings bounds = settings.balance();
        Evenness evenness = new Evenness(
                bounds.window(),
                bounds.distance(),
                bounds.step(),
                bounds.tolerance(),
                settings.choosing().confident());
        balances = Caffeine.newBuilder()
                .weakKeys()
                .maximumSize(settings.api().spacesMax())
                .build(space -> new Balance(evenness));
        Gauge.builder("cortex.routing.load.imbalance.ratio", spaces, this::imbalance)
                .description("Largest share of an expert in the last decisions as a multiple of the mean share")
                .register(meters);
    }

    @Override
    public Uni<List<Routed>> place(Space space, List<Routed> decided) {
        Map<String, Integer> capacities = space.capacities();
        List<Line> lines = decided.stream().map(routed -> line(space, routed)).toList();
        List<Places.Wish> wishes = capacities.isEmpty()
                ? List.of()
                : lines.stream()
                        .filter(line -> capacities.containsKey(line.first()))
                        .map(line -> line.wish(capacities))
                        .toList();
        if (wishes.isEmpty()) {
            return Uni.createFrom().item(() -> settled(lines, Map.of()));
        }
        return places.take(space, wishes).map(seats -> settled(lines, seats));
    }

    /** A decision and who would get its task, the first one first. */
    private record Line(Routed routed, List<Candidate> choices, double propensity, boolean away) {
        String first() {
            return choices.getFirst().expert();
        }

        /** Behind somebody who always has room nobody else is needed. */
        Places.Wish wish(Map<String, Integer> capacities) {
            List<String> asked = new ArrayList<>();
            for (Candidate choice : choices) {
                asked.add(choice.expert());
                if (!capacities.containsKey(choice.expert())) {
                    break;
                }
            }
            return new Places.Wish(routed.task().id(), asked);
        }
    }

    private Line line(Space space, Routed routed) {
        List<Candidate> all = candidates(routed);
        List<Candidate> there = space.name().equals(Spaces.DEFAULT) ? present(all) : all;
        boolean away = !there.getFirst().expert().equals(all.getFirst().expert());
        Balance.Choice choice = balances.get(space).choose(comparable(there), space.size());
        List<Candidate> choices = new ArrayList<>(there);
        choices.sort((one, other) -> Boolean.compare(
                other.expert().equals(choice.expert()), one.expert().equals(choice.expert())));
        return new Line(routed, choices, choice.propensity(), away);
    }

    /** A task that names its expert goes nowhere else. */
    private static List<Candidate> candidates(Routed routed) {
        String first = routed.decision().expert();
        List<Candidate> candidates = new ArrayList<>();
        candidates.add(new Candidate(first, routed.decision().confidence()));
        if (routed.decision().method() != Method.NAMED) {
            routed.decision().scores().forEach((expert, probability) -> {
                if (!expert.equals(first)) {
                    candidates.add(new Candidate(expert, probability));
                }
            });
        }
        return candidates;
    }

    /** When nobody of them has workers, all have the same. */
    private List<Candidate> present(List<Candidate> candidates) {
        List<Candidate> present = candidates.stream()
                .filter(candidate -> !workers.isAway(candidate.expert()))
                .toList();
        return present.isEmpty() ? candidates : present;
    }

    /** Where the first is not the most probable, as the one who gets what fits nobody, there is nothing to even out. */
    private static List<Candidate> comparable(List<Candidate> there) {
        double first = there.getFirst().probability();
        return there.stream().allMatch(other -> other.probability() <= first) ? there : there.subList(0, 1);
    }

    private List<Routed> settled(List<Line> lines, Map<String, Places.Seat> seats) {
        return lines.stream()
                .map(line -> settled(line, seats.get(line.routed().task().id())))
                .toList();
    }

    private Routed settled(Line line, Places.@Nullable Seat seat) {
        String from = line.routed().decision().expert();
        String to = seat == null ? line.first() : seat.expert();
        if (seat != null && seat.over()) {
            meters.counter("cortex.routing.capacity.exceeded").increment();
        }
        if (to.equals(from)) {
            return Diversions.kept(line.routed(), line.propensity(), seat != null && seat.over());
        }
        Diversion.Reason reason = !to.equals(line.first())
                ? Diversion.Reason.CAPACITY
                : line.away() ? Diversion.Reason.NO_WORKERS : Diversion.Reason.BALANCE;
        meters.counter("cortex.routing.diversions", "reason", reason.word()).increment();
        return Diversions.diverted(line.routed(), to, new Diversion(from, reason), line.propensity());
    }

    private double imbalance(Spaces spaces) {
        return spaces.find(Spaces.DEFAULT)
                .map(space -> balances.get(space).imbalance(space.size()))
                .orElse(0.0);
    }
}
