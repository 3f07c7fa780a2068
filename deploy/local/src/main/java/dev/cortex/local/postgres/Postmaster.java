package dev.cortex.local.postgres;

import dev.cortex.local.scratch.Scratch;
import dev.cortex.local.scratch.ServerLog;
import dev.cortex.local.scratch.ServerProcess;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server process behind a data directory: how it is started, found again and ended. */
final class Postmaster {
    /** A cold start on a busy machine of two cores, crash recovery included. */
    private static final Duration START_GRACE = Duration.ofSeconds(60);

    private Postmaster() {}

    /**
     * Starts the server, on new data if there are none.
     *
     * @return the library's hold on the data directory
     */
    static AutoCloseable start(Path data, Path binaries, int port, Path log, Durability durability) {
        ServerLog said = ServerLog.from(log);
        try {
            Files.createDirectories(data.getParent());
            // The library makes and tidies a directory of its own choice even when told all paths; never the one that
            // holds our data, since it deletes what it takes for stale.
            System.setProperty("ot.epg.working-dir", Scratch.root().toString());
            var builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setPgBinaryResolver(new BundledBinaries())
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_GRACE)
                    .setPort(port)
                    .setOutputRedirector(said.redirect())
                    .setErrorRedirector(said.redirect());
            configure(builder, durability);
            refuseRootWithoutNamespaces();
            return verified(data, builder.start());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException(
                    "PostgreSQL did not start on port " + port + ": "
                            + said.firstLineWith("could not", "FATAL", "ERROR").orElseGet(e::getMessage),
                    e);
        }
    }

    /**
     * The library is content when anyone answers on the port, and that may be another server; {@code pg_ctl}, which it
     * started the server with, waits for this very server and says how it went.
     */
    private static AutoCloseable verified(Path data, io.zonky.test.db.postgres.embedded.EmbeddedPostgres server)
            throws InterruptedException {
        if (!server.getProcess().waitFor(START_GRACE.toMillis(), TimeUnit.MILLISECONDS)
                || server.getProcess().exitValue() != 0) {
            // Also gives the library's lock back, so that the next try is not refused for this one.
            stop(data, server, Duration.ZERO);
            throw new IllegalStateException("the server has ended");
        }
        return server;
    }

    /** PostgreSQL runs for no superuser; in a user namespace of its own root is nobody special. */
    private static void refuseRootWithoutNamespaces() {
        if (System.getProperty("user.name").equals("root") && !LinuxUtils.isUnshareAvailable()) {
            throw new IllegalStateException("it refuses to run as root, and this system allows no user namespaces;"
                    + " start as an ordinary user, or set CORTEX_POSTGRES_URL to a server of your own");
        }
    }

    private static void configure(
            io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder builder, Durability durability) {
        // The same answers on every machine, whatever its locale: UTF-8 with code point order.
        builder.setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8");
        builder.setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("max_connections", "200")
                .setServerConfig("timezone", "UTC")
                .setServerConfig("log_timezone", "UTC");
        durability.settings().forEach(builder::setServerConfig);
    }

    static Optional<ServerProcess> running(Path data) {
        return ServerProcess.recordedIn(data.resolve("postmaster.pid"), data);
    }

    static void endOrphan(Path data, Duration grace) {
        running(data).ifPresent(orphan -> orphan.end(grace));
    }

    /** The library's stop gives up after 5 s and leaves a busy server alone: what is still there then is ended here. */
    static void stop(Path data, AutoCloseable server, Duration grace) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop PostgreSQL in " + data, e);
        }
        running(data).ifPresent(stillThere -> stillThere.end(grace));
    }
}
