package dev.cortex.routing.snapshot;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.model.Router;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Learns a space's model again from the first entry of the log, beside the one that decides, and compares the two at the
 * same place. It proves that the model is what the log says; nothing is exchanged, for two that are the same need not
 * be, and two that differ are a fault that should not spread.
 */
@ApplicationScoped
public class Rebuilds {
    private static final Logger LOG = Logger.getLogger(Rebuilds.class);

    private final PastModels past;
    private final Follower follower;
    private final InstantSource clock;
    private final String replica;
    private final Duration patience;
    private final AtomicBoolean busy = new AtomicBoolean();
    /** Of spaces that exist or existed: their number is bounded. */
    private final Map<String, Report> latest = new ConcurrentHashMap<>();

    Rebuilds(PastModels past, Follower follower, InstantSource clock, RoutingSettings settings) {
        this.past = past;
        this.follower = follower;
        this.clock = clock;
        replica = settings.replica();
        patience = settings.log().patience();
    }

    /**
     * How far it is, and what it found.
     *
     * @param state running, same, different or failed
     * @param seq the place of the log at which both were compared
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Report(
            String space,
            String replica,
            String state,
            Instant startedAt,
            @Nullable Long seq,
            @Nullable Boolean same,
            @Nullable String weightsHash,
            @Nullable String rebuiltHash,
            @Nullable Long epoch,
            @Nullable Long rebuiltEpoch,
            @Nullable Integer entries,
            @Nullable Long tookMs) {}

    private record Mark(long seq, ModelState state) {}

    /** Starts one, and answers when it is done or after a while; empty when another one is under way on this replica. */
    public Uni<Optional<Report>> rebuild(Space space) {
        if (!busy.compareAndSet(false, true)) {
            return Uni.createFrom().item(Optional.empty());
        }
        Instant start = clock.instant();
        latest.put(space.name(), report(space, "running", start));
        Uni<Report> running = follower.betweenPages(place -> new Mark(place, space.state()))
                .flatMap(mark ->
                        past.rebuilt(space.name(), mark.seq()).map(replay -> compared(space, start, mark, replay)))
                .onFailure()
                .invoke(failure -> LOG.warnf(failure, "the model of %s was not rebuilt", space.name()))
                .onFailure()
                .recoverWithItem(() -> report(space, "failed", start))
                .invoke(report -> latest.put(space.name(), report))
                .onTermination()
                .invoke(() -> busy.set(false))
                .memoize()
                .indefinitely();
        // Goes on even when nobody waits for it any more.
        running.subscribe().with(report -> {});
        return running.ifNoItem()
                .after(patience)
                .recoverWithItem(() -> report(space, "running", start))
                .map(Optional::of);
    }

    /** The last one on this replica. */
    public Optional<Report> latest(Space space) {
        return Optional.ofNullable(latest.get(space.name()));
    }

    private Report compared(Space space, Instant start, Mark mark, Replay replay) {
        Optional<Router> router = replay.router();
        String hash = router.map(found -> found.state().weightsHash()).orElse("");
        long epoch = router.map(Router::epoch).orElse(-1L);
        boolean same =
                hash.equals(mark.state().weightsHash()) && epoch == mark.state().epoch();
        if (!same) {
            LOG.errorf("the model of %s at entry %d is not what the log says", space.name(), mark.seq());
        }
        return new Report(
                space.name(),
                replica,
                same ? "same" : "different",
                start,
                mark.seq(),
                same,
                mark.state().weightsHash(),
                hash,
                mark.state().epoch(),
                epoch,
                replay.entries(),
                Duration.between(start, clock.instant()).toMillis());
    }

    private Report report(Space space, String state, Instant start) {
        return new Report(space.name(), replica, state, start, null, null, null, null, null, null, null, null);
    }
}
