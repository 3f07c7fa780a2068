package dev.cortex.local.postgres;

import dev.cortex.local.scratch.Scratch;
import dev.cortex.local.scratch.ServerProcess;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres.Builder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The server process behind a data directory: how it is started, found again and ended. */
final class Postmaster {
    /** A cold start on a busy machine of two cores, crash recovery included. */
    private static final Duration START_GRACE = Duration.ofSeconds(60);

    private static final int LOG_LINES_SHOWN = 8;

    private Postmaster() {}

    /** @return the library's hold on the data directory */
    static AutoCloseable start(Path data, Path binaries, int port, Path log, Durability durability) {
        try {
            Files.createDirectories(data.getParent());
            Files.createDirectories(log.getParent());
            // The library makes and tidies a directory of its own choice even when told all paths; never the one that
            // holds our data, since it deletes what it takes for stale.
            System.setProperty("ot.epg.working-dir", Scratch.root().toString());
            Builder builder = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                    .setPgBinaryResolver(new BundledBinaries())
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setRegisterShutdownHook(false)
                    .setPGStartupWait(START_GRACE)
                    .setPort(port)
                    .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log.toFile()));
            configure(builder, durability);
            return verified(data, builder.start());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while PostgreSQL started", e);
        } catch (IOException | RuntimeException e) {
            throw new IllegalStateException("PostgreSQL did not start on port " + port + ": " + reason(log, e), e);
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
            running(data).ifPresent(late -> late.end(Duration.ZERO));
            throw new IllegalStateException("the server has ended");
        }
        return server;
    }

    private static void configure(Builder builder, Durability durability) {
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
        if (running(data).isEmpty()) {
            return;
        }
        try (FileChannel channel = FileChannel.open(
                        data.resolve("epg-lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw inUse(data);
            }
            running(data).ifPresent(orphan -> orphan.end(grace));
        } catch (OverlappingFileLockException e) {
            throw inUse(data);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look after " + data, e);
        }
    }

    private static IllegalStateException inUse(Path data) {
        return new IllegalStateException("PostgreSQL data in " + data + " are in use by another running mesh");
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

    private static String reason(Path log, Exception fallback) {
        try {
            List<String> lines = Files.readAllLines(log);
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return last.stream()
                    .filter(line -> line.contains("FATAL") || line.contains("ERROR") || line.contains("could not"))
                    .findFirst()
                    .orElseGet(fallback::toString);
        } catch (IOException e) {
            return fallback.toString();
        }
    }
}
