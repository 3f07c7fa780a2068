package dev.cortex.mesh.database;

import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.jboss.logging.Logger;

/**
 * Brings a service's own schema to its newest form, at start and before anything reads it.
 *
 * <p>Blocks while it works: call it off the event loop. Two replicas that start at once are safe, because Flyway holds
 * a lock of the database while it migrates; the second finds nothing left to do. The history table
 * {@code flyway_schema_history} stands inside the schema, so that the services of one database do not meet.
 */
public final class Migrations {
    private static final Logger LOG = Logger.getLogger(Migrations.class);
    private static final String LOCATION = "classpath:db/migration";
    private static final int RETRY_SECONDS = 1;

    private final PostgresUrl url;
    private final String schema;
    private final Duration patience;

    /**
     * @param schema made when it is missing
     * @param patience how long a database that is still starting is waited for; with too little a service started
     *     together with its database fails, with too much a wrong address is told late
     */
    public Migrations(PostgresUrl url, String schema, Duration patience) {
        this.url = url;
        this.schema = schema;
        this.patience = patience;
    }

    /**
     * Applies what {@code db/migration} on the class path has and the schema has not.
     *
     * @return how many migrations were applied
     * @throws org.flywaydb.core.api.FlywayException when the database stays away, or a migration fails
     */
    public int apply() {
        long started = System.nanoTime();
        MigrateResult result = configuration().load().migrate();
        LOG.debugf(
                "schema %s: %d migrations applied in %d ms",
                schema, result.migrationsExecuted, (System.nanoTime() - started) / 1_000_000);
        return result.migrationsExecuted;
    }

    private FluentConfiguration configuration() {
        // Of the caller, because the migrations are the service's resources and not those of this library.
        return Flyway.configure(Thread.currentThread().getContextClassLoader())
                .dataSource(
                        url.jdbc(),
                        url.user().orElse("postgres"),
                        url.password().orElse(""))
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations(LOCATION)
                .connectRetries((int) Math.max(0, patience.toSeconds() / RETRY_SECONDS))
                .connectRetriesInterval(RETRY_SECONDS);
    }
}
