package dev.cortex.local.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A server known by its pid file and its directory, whether this JVM started it or one that is dead. */
public final class ServerProcess {
    private static final Duration POLL = Duration.ofMillis(10);

    private final ProcessHandle handle;

    private ServerProcess(ProcessHandle handle) {
        this.handle = handle;
    }

    /**
     * The live process that the first line of {@code pidFile} names, if it really serves {@code directory}: pids are
     * reused, so a process whose command line does not mention the directory is somebody else's.
     */
    public static Optional<ServerProcess> recordedIn(Path pidFile, Path directory) {
        return firstLine(pidFile)
                .flatMap(ServerProcess::parsePid)
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(handle -> commandLine(handle).contains(directory.toString()))
                .map(ServerProcess::new);
    }

    public long pid() {
        return handle.pid();
    }

    /** A zombie, which has no command line any more, counts as ended: in a container nobody may ever reap it. */
    public boolean isAlive() {
        return handle.isAlive() && !commandLine(handle).isEmpty();
    }

    /**
     * Ends the server in order with SIGINT, which PostgreSQL takes as "fast shutdown" (SIGTERM would wait for its
     * clients to leave) and Redis as "save and exit"; SIGKILL follows when the grace is over.
     */
    public void end(Duration grace) {
        interrupt(handle.pid());
        if (!awaitExit(grace)) {
            handle.destroyForcibly();
            awaitExit(grace);
        }
    }

    private boolean awaitExit(Duration atMost) {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (isAlive()
                && System.nanoTime() < deadlineNanos
                && !Thread.currentThread().isInterrupted()) {
            // ProcessHandle.onExit polls too when the process is no child, but never more often than every 300 ms.
            LockSupport.parkNanos(POLL.toNanos());
        }
        return !isAlive();
    }

    private static void interrupt(long pid) {
        try {
            // The shell's own kill: /bin/kill is missing on small images, and Java can only send SIGTERM and SIGKILL.
            new ProcessBuilder("/bin/sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<String> firstLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : Optional.of(lines.getFirst().strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> parsePid(String line) {
        return line.matches("\\d{1,18}") ? Optional.of(Long.parseLong(line)) : Optional.empty();
    }

    private static String commandLine(ProcessHandle handle) {
        return handle.info().commandLine().orElse("");
    }
}
