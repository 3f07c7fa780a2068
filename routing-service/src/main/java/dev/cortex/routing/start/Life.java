package dev.cortex.routing.start;

import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import dev.cortex.mesh.json.MeshJson;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.snapshot.Snapshots;
import dev.cortex.routing.space.Spaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Schema, then the built-in experts, then the log from its start, then the streams: nothing is decided before this
 * replica knows what the others know.
 */
@ApplicationScoped
class Life {
    private static final Logger LOG = Logger.getLogger(Life.class);
    private static final String SCHEMA = "routing";

    private final RoutingSettings settings;
    private final OutcomeLog log;
    private final Follower follower;
    private final Snapshots snapshots;
    private final Consumers consumers;
    private final Chores chores;
    private Map<String, List<Expert>> fromFile = Map.of();

    Life(
            RoutingSettings settings,
            OutcomeLog log,
            Follower follower,
            Snapshots snapshots,
            Consumers consumers,
            Chores chores) {
        this.settings = settings;
        this.log = log;
        this.follower = follower;
        this.snapshots = snapshots;
        this.consumers = consumers;
        this.chores = chores;
    }

    @Produces
    static InstantSource clock() {
        return InstantSource.system();
    }

    void start(@Observes StartupEvent event) {
        settings.expertsFile().ifPresent(file -> fromFile = ExpertsFile.read(file, MeshJson.mapper()));
        new Migrations(PostgresUrl.parse(settings.postgresUrl()), SCHEMA, settings.databasePatience()).apply();
        snapshots
                .restore()
                .flatMap(restored -> follow())
                .subscribe()
                .with(this::caughtUp, failure -> LOG.error("the log could not be followed at start", failure));
    }

    private Uni<Long> follow() {
        return log.introduce(Spaces.DEFAULT, BuiltIn.read(MeshJson.mapper()))
                .flatMap(this::merge)
                .flatMap(follower::upTo)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely();
    }

    /** What the file of experts says, if there is one. */
    private Uni<Long> merge(long introduced) {
        return Multi.createFrom()
                .iterable(fromFile.entrySet())
                .onItem()
                .transformToUniAndConcatenate(space -> log.merge(space.getKey(), space.getValue()))
                .collect()
                .last()
                .map(last -> last == null ? introduced : last);
    }

    void stop(@Observes ShutdownEvent event) {
        consumers.close();
    }

    private void caughtUp(long seq) {
        LOG.infof("routing by %d entries of the log", seq);
        chores.begin();
        consumers.open();
    }
}
