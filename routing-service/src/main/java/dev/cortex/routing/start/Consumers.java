package dev.cortex.routing.start;

import dev.cortex.mesh.stream.BatchHandler;
import dev.cortex.mesh.stream.ConsumerSettings;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.mesh.stream.TailSettings;
import dev.cortex.routing.StreamNames;
import dev.cortex.routing.decision.SubmittedTasks;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.TaskOutcomes;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.settings.StreamsSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The streams this replica reads. */
@ApplicationScoped
class Consumers {
    private final StreamConsumers streams;
    private final SubmittedTasks submitted;
    private final TaskOutcomes outcomes;
    private final Follower follower;
    private final RoutingSettings settings;
    private final List<StreamConsumer> open = new CopyOnWriteArrayList<>();

    Consumers(
            StreamConsumers streams,
            SubmittedTasks submitted,
            TaskOutcomes outcomes,
            Follower follower,
            RoutingSettings settings) {
        this.streams = streams;
        this.submitted = submitted;
        this.outcomes = outcomes;
        this.follower = follower;
        this.settings = settings;
    }

    void open() {
        open.add(open(StreamNames.SUBMITTED, "cortex.dead.submitted", true, submitted));
        open.add(open(StreamNames.OUTCOMES, "cortex.dead.outcomes", false, outcomes));
        TailSettings pokes = new TailSettings(
                StreamNames.LOG_GREW, TailSettings.NEW_ONES, settings.streams().block());
        open.add(streams.openTail(pokes, entries -> follower.wake()));
    }

    /** What was read and has no verdict stays pending, and is taken over by another replica or by this one's successor. */
    void close() {
        open.forEach(StreamConsumer::close);
        open.clear();
    }

    private StreamConsumer open(String stream, String deadLetters, boolean deleteHandled, BatchHandler handler) {
        StreamsSettings bounds = settings.streams();
        ConsumerSettings consumer = new ConsumerSettings(
                () -> List.of(stream),
                StreamNames.GROUP,
                settings.replica(),
                bounds.batch(),
                bounds.batch(),
                bounds.block(),
                bounds.lease(),
                bounds.deliveriesMax(),
                deadLetters,
                deleteHandled);
        return streams.openBatches(consumer, handler);
    }
}
