package dev.cortex.routing.outcome;

import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.routing.StreamNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
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
    private final InstantSource clock;

    Ledger(OutcomeLog log, Follower follower, StreamPublisher publisher, InstantSource clock) {
        this.log = log;
        this.follower = follower;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** @param outcomes no task of a space twice */
    public Uni<OutcomeLog.Appended> append(List<Outcome> outcomes) {
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
