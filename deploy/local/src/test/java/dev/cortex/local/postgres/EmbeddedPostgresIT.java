package dev.cortex.local.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.scratch.Scratch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresIT {
    /** One for all tests: unpacking the binaries takes seconds. */
    @TempDir
    static Path home;

    @Test
    void temporaryServerAnswersAndLeavesNothingBehind() throws Exception {
        ProcessHandle postmaster;
        Path runs = Scratch.binaries().resolveSibling("runs");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary()) {
            postmaster = postgres.process().orElseThrow();
            assertEquals("off", query(postgres, "SHOW fsync"));
            assertEquals("127.0.0.1", query(postgres, "SHOW listen_addresses"));
            assertEquals("UTF8", query(postgres, "SHOW server_encoding"));
            assertEquals("é", query(postgres, "SELECT lower('É')"));
        }
        postmaster.onExit().get(10, TimeUnit.SECONDS);
        try (var left = Files.list(runs)) {
            assertTrue(left.noneMatch(run -> postmasterPidIn(run, postmaster.pid())));
        }
    }

    @Test
    void keptServerIsDurableAndRemembersOverRestarts() throws Exception {
        try (EmbeddedPostgres first = start()) {
            assertEquals("on", query(first, "SHOW fsync"));
            assertEquals("on", query(first, "SHOW synchronous_commit"));
            query(first, "CREATE TABLE kept AS SELECT 42 AS answer; SELECT 1");
        }
        try (EmbeddedPostgres second = start()) {
            assertEquals("42", query(second, "SELECT answer FROM kept"));
        }
    }

    @Test
    void dataInUseAreRefusedWithAReason() {
        try (EmbeddedPostgres first = start()) {
            IllegalStateException refusal = assertThrows(IllegalStateException.class, this::start);
            assertTrue(refusal.getMessage().contains("in use"), refusal.getMessage());
            assertTrue(first.process().isPresent());
        }
    }

    @Test
    void aPortInUseIsNamedWithTheServersReason() {
        try (EmbeddedPostgres first = EmbeddedPostgres.startTemporary()) {
            IllegalStateException refusal = assertThrows(
                    IllegalStateException.class,
                    () -> EmbeddedPostgres.startKept(home, first.port(), home.resolve("postgres.log")));
            assertTrue(refusal.getMessage().contains("could not"), refusal.getMessage());
            assertTrue(refusal.getMessage().contains(String.valueOf(first.port())), refusal.getMessage());
        }
    }

    @Test
    void closingTwiceIsHarmless() {
        EmbeddedPostgres postgres = start();
        postgres.close();
        postgres.close();
        assertFalse(postgres.process().isPresent());
    }

    private EmbeddedPostgres start() {
        return EmbeddedPostgres.startKept(home, 0, home.resolve("postgres.log"));
    }

    private static boolean postmasterPidIn(Path run, long pid) {
        try {
            return Files.readString(run.resolve("data/postmaster.pid")).startsWith(pid + "\n");
        } catch (java.io.IOException e) {
            return false;
        }
    }

    private static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        String url = "jdbc:" + postgres.url().replace("postgres:postgres@", "");
        try (Connection connection = DriverManager.getConnection(url, "postgres", "postgres");
                Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            while (!rows) {
                rows = statement.getMoreResults();
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
