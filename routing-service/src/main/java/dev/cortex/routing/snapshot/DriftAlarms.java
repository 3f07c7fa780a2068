package dev.cortex.routing.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.StreamPublisher;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.model.ModelState;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Tells that a space began to be wrong more often than it was. Every replica notices it at the same entry of the log; the
 * one that is first to write it into the history tells it on.
 */
@ApplicationScoped
public class DriftAlarms {
    private static final Logger LOG = Logger.getLogger(DriftAlarms.class);
    /** Before the log is followed. */
    private static final int FIRST = 1;

    private final EpochBook book;
    private final Spaces spaces;
    private final StreamPublisher publisher;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final Counter alarms;

    DriftAlarms(
            EpochBook book,
            Spaces spaces,
            StreamPublisher publisher,
            ObjectMapper json,
            InstantSource clock,
            MeterRegistry meters) {
        this.book = book;
        this.spaces = spaces;
        this.publisher = publisher;
        this.json = json;
        this.clock = clock;
        alarms = Counter.builder("cortex.routing.drift.raised")
                .description("Drift alarms of all spaces that this replica was the first to tell")
                .register(meters);
    }

    void watch(@Observes @Priority(FIRST) StartupEvent start) {
        spaces.onDrift(this::raised);
    }

    /** The data of a {@code routing.drift_alarm} message. */
    record Alarm(
            String space, long seq, long epoch, long examples, long alarms, double accuracy, double accuracyRecent) {}

    /** The last alarm of a space that the history still has. */
    public Uni<Optional<EpochNote>> last(String space) {
        return book.last(space, EpochNote.Kind.DRIFT_ALARM);
    }

    private void raised(Space space, long seq) {
        ModelState state = space.state();
        EpochNote note = EpochNote.of(space.name(), seq, EpochNote.Kind.DRIFT_ALARM, state);
        Alarm alarm = new Alarm(
                space.name(),
                seq,
                state.epoch(),
                state.examples(),
                state.driftAlarms(),
                state.accuracyProgressive(),
                state.accuracyRecent());
        book.note(List.of(note))
                .flatMap(fresh -> fresh.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : publisher
                                .publish(StreamNames.ALARMS, message(alarm))
                                .invoke(told -> alarms.increment())
                                .replaceWithVoid())
                .subscribe()
                .with(
                        done -> {},
                        failure ->
                                LOG.warnf("the drift alarm of %s was not told: %s", space.name(), failure.toString()));
    }

    private Message message(Alarm alarm) {
        try {
            return new Message(
                    alarm.space() + "-" + alarm.seq(),
                    "routing.drift_alarm",
                    clock.instant(),
                    Optional.empty(),
                    json.writeValueAsString(alarm));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an alarm can not be written as JSON", e);
        }
    }
}
