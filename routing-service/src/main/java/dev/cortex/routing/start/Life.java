package dev.cortex.routing.start;

import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import dev.cortex.mesh.json.MeshJson;
import dev.cortex.routing.RoutingSettings;
import dev.cortex.routing.decision.DecisionRetention;
import dev.cortex.routing.experts.BuiltIn;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.space.Spaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import java.time.Duration;
import java.time.InstantSource;
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
    private final Consumers consumers;
    private final ExpertSet experts;
    private final DecisionRetention retention;

    Life(
            RoutingSettings settings,
            OutcomeLog log,
            Follower follower,
            Consumers consumers,
            ExpertSet experts,
            DecisionRetention retention) {
        this.settings = settings;
        this.log = log;
        this.follower = follower;
        this.consumers = consumers;
        this.experts = experts;
        this.retention = retention;
    }

    @Produces
    static InstantSource clock() {
        return InstantSource.system();
    }

    void start(@Observes StartupEvent event) {
        new Migrations(PostgresUrl.parse(settings.postgresUrl()), SCHEMA, settings.databasePatience()).apply();
        log.introduce(Spaces.DEFAULT, BuiltIn.read(MeshJson.mapper()))
                .flatMap(follower::upTo)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(200), Duration.ofSeconds(5))
                .indefinitely()
                .subscribe()
                .with(this::caughtUp, failure -> LOG.error("the log could not be followed at start", failure));
    }

    void stop(@Observes ShutdownEvent event) {
        consumers.close();
    }

    private void caughtUp(long seq) {
        LOG.infof("routing by %d entries of the log", seq);
        follower.poll();
        experts.assertRegularly();
        consumers.open();
        retention.forgetRegularly();
    }
}
