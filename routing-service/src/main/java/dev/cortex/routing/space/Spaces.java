package dev.cortex.routing.space;

import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.model.Thresholds;
import dev.cortex.routing.settings.ChoosingSettings;
import dev.cortex.routing.settings.ModelSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;

/** The spaces of this replica, as far as it has followed the log. */
@ApplicationScoped
public class Spaces {
    /** The mesh's own space. */
    public static final String DEFAULT = "default";

    private static final Logger LOG = Logger.getLogger(Spaces.class);

    private final ConcurrentHashMap<String, Space> spaces = new ConcurrentHashMap<>();
    private final Thresholds thresholds;
    private final Limits limits;
    private volatile BiConsumer<Space, Long> listener = (space, seq) -> {};

    public Spaces(RoutingSettings settings, MeterRegistry meters) {
        ChoosingSettings choosing = settings.choosing();
        ModelSettings model = settings.model();
        thresholds = new Thresholds(choosing.confident(), choosing.lead(), choosing.worthAsking());
        limits = new Limits(model.featuresMax(), model.cellsMax(), model.rehearsedMax());
        gauge(meters, "cortex.routing.accuracy.ratio", "Recent share of right answers", Space::recentAccuracy);
        gauge(
                meters,
                "cortex.routing.calibration.error.ratio",
                "Distance of confidence and accuracy",
                Space::calibrationError);
        gauge(
                meters,
                "cortex.routing.drift.alarms",
                "Times that errors rose and the model was loosened",
                Space::driftAlarms);
        Gauge.builder("cortex.routing.spaces", spaces, Map::size)
                .description("Spaces of this replica")
                .register(meters);
    }

    /** Of the mesh's own space; those of others are told by their model, as their number has no bound. */
    private void gauge(MeterRegistry meters, String name, String description, ToDoubleFunction<Space> value) {
        Gauge.builder(name, this, all -> all.find(DEFAULT)
                        .map(value::applyAsDouble)
                        .orElse(0.0))
                .description(description)
                .register(meters);
    }

    public Optional<Space> find(String name) {
        return Optional.ofNullable(spaces.get(name));
    }

    public List<Space> all() {
        return spaces.values().stream()
                .sorted(Comparator.comparing(Space::name))
                .toList();
    }

    /** About how much memory all of them take. */
    long bytes() {
        return spaces.values().stream().mapToLong(Space::bytes).sum();
    }

    public int size() {
        return spaces.size();
    }

    /** A router of this configuration, as it was written. */
    public Router read(StateReader in) {
        return Router.read(in, thresholds, limits);
    }

    /** Before the log is followed: takes a space from where it was written down. */
    public void restore(Space space) {
        spaces.put(space.name(), space);
    }

    /** Called in the order of the log, by one thread at a time. */
    public void apply(LogEntry entry) {
        switch (entry) {
            case LogEntry.ExpertPut put ->
                spaces.computeIfAbsent(put.space(), name -> open(name, put.seq()))
                        .put(put.expert());
            case LogEntry.ExpertRetired retired ->
                find(retired.space()).ifPresent(space -> space.retire(retired.expert()));
            case LogEntry.SpaceDeleted deleted -> spaces.remove(deleted.space());
            case LogEntry.TaskJudged judged -> find(judged.space()).ifPresent(space -> learn(space, judged));
            case LogEntry.ThresholdsSet set ->
                find(set.space()).ifPresent(space -> space.adopt(set.thresholds(), LogEntry.epoch(set.seq())));
            case LogEntry.RolledBack back ->
                throw new IllegalStateException("entry " + back.seq() + " needs the model it goes back to");
        }
    }

    private void learn(Space space, LogEntry.TaskJudged judged) {
        if (space.learn(judged.judgement())) {
            listener.accept(space, judged.seq());
            LOG.warnf(
                    "space %s is wrong more often than it was; from entry %d on it learns faster",
                    space.name(), judged.seq());
        }
    }

    /** Called in the order of the log, too: the space decides by the model that it was rolled back to. */
    public void replace(String name, Router router) {
        find(name).ifPresent(space -> space.replace(router));
    }

    private Space open(String name, long seq) {
        return new Space(name, blank(seq));
    }

    /**
     * The router of a space that entry {@code seq} makes. Epochs count from the place in the log, so that a space made
     * anew never repeats one of its predecessor's.
     */
    public Router blank(long seq) {
        return new Router(thresholds, limits, seq);
    }

    /** Told of each alarm, in the order of the log: where a space began to be wrong more often than it was. */
    public void onDrift(BiConsumer<Space, Long> listener) {
        this.listener = listener;
    }
}
