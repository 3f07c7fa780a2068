package dev.cortex.routing.settings;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything about routing-service that can be configured. */
@ConfigMapping(prefix = "cortex.routing")
public interface RoutingSettings {
    /** Where the tables are, {@code postgresql://user:password@host:port/database}; also what the reactive client uses. */
    String postgresUrl();

    /** This replica's name among its equals, stable over a restart: the consumer name in the groups of the streams. */
    String replica();

    /** How long a database that is still starting is waited for. Too small: started together with it, the service gives up. */
    @WithDefault("30s")
    Duration databasePatience();

    /** A file of experts that is put in force at every start; see {@code start.ExpertsFile}. */
    Optional<Path> expertsFile();

    ChoosingSettings choosing();

    ModelSettings model();

    CacheSettings cache();

    RedisSettings redis();

    BalanceSettings balance();

    PlacesSettings places();

    WorkersSettings workers();

    DecisionsSettings decisions();

    LogSettings log();

    SnapshotsSettings snapshots();

    ReportsSettings reports();

    ExperimentsSettings experiments();

    StreamsSettings streams();

    ApiSettings api();
}
