package dev.cortex.mesh.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.local.postgres.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MigrationsIT {
    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() {
        server = EmbeddedPostgres.startTemporary();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Migrations migrations(String schema) {
        return new Migrations(PostgresUrl.parse(server.url()), schema, Duration.ofSeconds(5));
    }

    @Test
    void theSchemaIsMadeOnceAndStaysAsItIs() throws SQLException {
        assertEquals(2, migrations("once").apply());
        assertEquals(0, migrations("once").apply());
        assertEquals(0, count("SELECT count(*) FROM once.things WHERE made IS NOT NULL"));
        assertEquals(2, count("SELECT count(*) FROM once.flyway_schema_history WHERE version IS NOT NULL"));
    }

    @Test
    void servicesOfOneDatabaseDoNotMeet() {
        assertEquals(2, migrations("one").apply());
        assertEquals(2, migrations("other").apply());
    }

    @Test
    void replicasThatStartTogetherMigrateOnce() throws Exception {
        Callable<Integer> replica = () -> migrations("together").apply();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            int applied = 0;
            for (Future<Integer> one : replicas.invokeAll(List.of(replica, replica, replica, replica))) {
                applied += one.get();
            }
            assertEquals(2, applied);
        }
    }

    @Test
    void aDatabaseThatIsNotThereIsToldAfterAWhile() {
        Migrations lost =
                new Migrations(PostgresUrl.parse("postgresql://u:p@127.0.0.1:1/d"), "lost", Duration.ofSeconds(1));
        assertThrows(FlywayException.class, lost::apply);
    }

    private static long count(String sql) throws SQLException {
        PostgresUrl url = PostgresUrl.parse(server.url());
        try (Connection connection = DriverManager.getConnection(
                        url.jdbc(), url.user().orElse(""), url.password().orElse(""));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
