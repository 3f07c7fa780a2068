package dev.cortex.local.redis;

import dev.cortex.local.scratch.LoopbackPort;
import dev.cortex.local.scratch.OwnerLock;
import dev.cortex.local.scratch.Scratch;
import dev.cortex.local.scratch.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One Redis server on 127.0.0.1, without a password. */
public final class EmbeddedRedis implements AutoCloseable {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);

    private final RedisLaunch launch;
    private final Runnable release;
    private RedisProcess process;

    private EmbeddedRedis(RedisLaunch launch, RedisProcess process, Runnable release) {
        this.launch = launch;
        this.process = process;
        this.release = release;
    }

    /** A server for tests: empty, nothing on disk, gone with this JVM. */
    public static EmbeddedRedis startTemporary() {
        return LoopbackPort.onFree(EmbeddedRedis::startTemporary);
    }

    private static EmbeddedRedis startTemporary(int port) {
        Scratch scratch = Scratch.open("redis");
        try {
            RedisLaunch launch = new RedisLaunch(
                    RedisBinary.find(Scratch.binaries()),
                    scratch.directory(),
                    port,
                    scratch.directory().resolve("redis.log"),
                    RedisLaunch.Persistence.NONE);
            return new EmbeddedRedis(launch, RedisProcess.start(launch), scratch::close);
        } catch (RuntimeException e) {
            scratch.close();
            throw e;
        }
    }

    /**
     * A server with an append-only file, written to disk every second. The caller closes it; a server that a dead JVM left
     * running on the same directory is stopped first.
     *
     * @param directory holds {@code data} and the unpacked {@code binaries}; made when missing
     * @param port the TCP port, 0 for any free one
     * @param log appended to
     * @throws IllegalStateException when another JVM uses the directory, or the server does not start (with the reason
     *     from its log)
     */
    public static EmbeddedRedis startKept(Path directory, int port, Path log) {
        Path home = directory.toAbsolutePath().normalize();
        Path data = home.resolve("data");
        OwnerLock lock = OwnerLock.hold(data.resolve("owner.lock"))
                .orElseThrow(() ->
                        new IllegalStateException("Redis data in " + data + " are in use by another running mesh"));
        try {
            ServerProcess.recordedIn(data.resolve(RedisLaunch.PID_FILE), data)
                    .ifPresent(orphan -> orphan.end(STOP_GRACE));
            RedisLaunch launch = new RedisLaunch(
                    RedisBinary.find(home.resolve("binaries")),
                    data,
                    port == 0 ? LoopbackPort.free() : port,
                    log.toAbsolutePath(),
                    RedisLaunch.Persistence.APPEND_EVERY_SECOND);
            return new EmbeddedRedis(launch, RedisProcess.start(launch), lock::close);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    public int port() {
        return launch.port();
    }

    /** {@code redis://127.0.0.1:port}. */
    public String url() {
        return "redis://127.0.0.1:" + launch.port();
    }

    /** The server process, empty when it is not running (any more). */
    public synchronized Optional<ProcessHandle> process() {
        return process.isAlive() ? Optional.of(process.handle()) : Optional.empty();
    }

    /** Kills the server with SIGKILL, as a crash would; {@link #restart()} brings it back. */
    public synchronized void kill() {
        process.kill();
    }

    /** Ends the server if it runs and starts it again on the same port; without persistence it comes back empty. */
    public synchronized void restart() {
        process.stop(STOP_GRACE);
        process = RedisProcess.start(launch);
    }

    /** Stops the server in order. A second call does nothing. */
    @Override
    public synchronized void close() {
        process.stop(STOP_GRACE);
        release.run();
    }
}
