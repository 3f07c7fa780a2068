package dev.cortex.routing.start;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import dev.cortex.routing.RoutingSettings;
import dev.cortex.routing.experts.BuiltIn;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.outcome.OutcomeLog;
import dev.cortex.routing.space.Spaces;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
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
    private final ObjectMapper json;

    Life(
            RoutingSettings settings,
            OutcomeLog log,
            Follower follower,
            Consumers consumers,
            ExpertSet experts,
            ObjectMapper json) {
        this.settings = settings;
        this.log = log;
        this.follower = follower;
        this.consumers = consumers;
        this.experts = experts;
        this.json = json;
    }

    @Produces
    static InstantSource clock() {
        return InstantSource.system();
    }

    void start(@Observes StartupEvent event) {
        new Migrations(PostgresUrl.parse(settings.postgresUrl()), SCHEMA, settings.databasePatience()).apply();
        log.introduce(Spaces.DEFAULT, BuiltIn.read(json))
                .flatMap(follower::upTo)
                .onFailure()
                .retry()
                .withBackOff(java.time.Duration.ofMillis(200), java.time.Duration.ofSeconds(5))
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
    }
}
