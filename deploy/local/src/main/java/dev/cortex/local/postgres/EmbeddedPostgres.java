package dev.cortex.local.postgres;

import dev.cortex.local.scratch.LoopbackPort;
import dev.cortex.local.scratch.OwnerLock;
import dev.cortex.local.scratch.Scratch;
import dev.cortex.local.scratch.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One PostgreSQL server on 127.0.0.1, role and database {@code postgres}. Loopback is trusted: any password is accepted.
 *
 * <p>Runs as root too: the server itself refuses root, so the library starts it in a user namespace of its own.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    private final Path data;
    private final int port;
    private final Runnable release;

    private EmbeddedPostgres(Path data, int port, Runnable release) {
        this.data = data;
        this.port = port;
        this.release = release;
    }

    /** A server for tests: empty, fast rather than durable, gone with this JVM. */
    public static EmbeddedPostgres startTemporary() {
        return LoopbackPort.onFree(EmbeddedPostgres::startTemporary);
    }

    private static EmbeddedPostgres startTemporary(int port) {
        Scratch scratch = Scratch.open("postgres");
        try {
            Path data = scratch.directory().resolve("data");
            Path log = scratch.directory().resolve("postgres.log");
            Postmaster.start(data, Scratch.binaries(), port, log, Durability.FAST);
            return new EmbeddedPostgres(data, port, scratch::close);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /**
     * A server whose data stay: what it acknowledged survives a crash of it and of the machine. The caller closes it; a
     * server that a dead JVM left running on the same directory is stopped first.
     *
     * @param directory holds {@code data} and the unpacked {@code binaries}; made when missing
     * @param port the TCP port, 0 for any free one
     * @param log appended to
     * @throws IllegalStateException when another JVM uses the directory, or the server does not start (with the reason
     *     from its log)
     */
    public static EmbeddedPostgres startKept(Path directory, int port, Path log) {
        Path data = directory.toAbsolutePath().normalize().resolve("data");
        // A lock of our own beside the data: the library's may not be looked at by the JVM that holds it.
        OwnerLock owner = OwnerLock.hold(data.resolveSibling("owner.lock"))
                .orElseThrow(() -> new IllegalStateException(
                        "PostgreSQL data in " + data + " are in use by another running mesh"));
        try {
            Postmaster.endOrphan(data, STOP_GRACE);
            int chosen = port == 0 ? LoopbackPort.free() : port;
            AutoCloseable server = Postmaster.start(
                    data, data.resolveSibling("binaries"), chosen, log.toAbsolutePath(), Durability.DURABLE);
            return new EmbeddedPostgres(data, chosen, () -> {
                try (owner) {
                    Postmaster.stop(data, server, STOP_GRACE);
                }
            });
        } catch (RuntimeException e) {
            owner.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    /** {@code postgresql://postgres:postgres@127.0.0.1:port/postgres}. */
    public String url() {
        return "postgresql://postgres:postgres@127.0.0.1:" + port + "/postgres";
    }

    /** The postmaster, empty when it is not running (any more). */
    public Optional<ProcessHandle> process() {
        return Postmaster.running(data).map(ServerProcess::pid).flatMap(ProcessHandle::of);
    }

    /** Stops the server in order: sessions are ended, everything is on disk. A second call does nothing. */
    @Override
    public void close() {
        release.run();
    }
}
