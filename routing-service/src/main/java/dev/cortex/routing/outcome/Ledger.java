package dev.cortex.routing.outcome;

import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.workforce.Places;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Appends to the log and tells every replica. The telling is a courtesy: when Redis is away the others notice by
 * themselves a little later.
 */
@ApplicationScoped
public class Ledger {
    private static final Logger LOG = Logger.getLogger(Ledger.class);

    private final OutcomeLog log;
    private final Follower follower;
    private final StreamPublisher publisher;
    private final Places places;
    private final InstantSource clock;

    Ledger(OutcomeLog log, Follower follower, StreamPublisher publisher, Places places, InstantSource clock) {
        this.log = log;
        this.follower = follower;
        this.publisher = publisher;
        this.places = places;
        this.clock = clock;
    }

    /** @param outcomes no task of a space twice */
    public Uni<OutcomeLog.Appended> append(List<Outcome> outcomes) {
        leave(outcomes);
        return log.append(outcomes).invoke(appended -> {
            if (!appended.tasks().isEmpty()) {
                tell(appended.head());
            }
        });
    }

    /** Appends the change, and completes when this replica decides by it. */
    public Uni<Long> append(ExpertChange change) {
        return log.append(change).invoke(this::tell).flatMap(follower::upTo);
    }

    /** Appends the change, and completes when this replica decides by it. */
    public Uni<Long> append(ModelChange change) {
        return log.append(change).invoke(this::tell).call(follower::upTo);
    }

    /** Appends what is new in the definitions, and completes when this replica decides by it. */
    public Uni<Long> merge(String space, List<Expert> experts) {
        return log.merge(space, experts).invoke(this::tell).flatMap(follower::upTo);
    }

    /** Whatever the log makes of it: the tasks are done, and their experts have room again. */
    private void leave(List<Outcome> outcomes) {
        outcomes.stream()
                .collect(
                        Collectors.groupingBy(Outcome::space, Collectors.mapping(Outcome::taskId, Collectors.toList())))
                .forEach(places::leave);
    }

    private void tell(long seq) {
        follower.wake();
        Message poke = new Message(
                Long.toString(seq),
                "routing.outcome_logged",
                clock.instant(),
                Optional.empty(),
                "{\"seq\":" + seq + "}");
        publisher
                .publish(StreamNames.LOG_GREW, poke)
                .subscribe()
                .with(entry -> {}, failure -> LOG.debugf("replicas were not told of entry %d: %s", seq, failure));
    }
}
