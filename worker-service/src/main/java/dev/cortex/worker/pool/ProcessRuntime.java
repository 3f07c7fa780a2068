package dev.cortex.worker.pool;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.child.Command;
import dev.cortex.worker.child.Report;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Workers as child processes. Orders and reports go through the child's standard input and output; its log goes to a file of
 * its own. A child ends when its standard input does, so that none outlives a pool that was killed.
 */
@Singleton
final class ProcessRuntime implements WorkerRuntime {
    private static final Logger LOG = Logger.getLogger(ProcessRuntime.class);

    private final ChildCommand command;
    private final Path logDir;
    private final Map<String, Process> children = new ConcurrentHashMap<>();

    ProcessRuntime(WorkerConfig config) {
        this.command = new ChildCommand(config);
        this.logDir = Path.of(config.child().logDir());
    }

    @Override
    public void start(String worker, Listener listener) {
        try {
            Process child = launch(worker);
            children.put(worker, child);
            Thread.ofPlatform().daemon().name("reports-of-" + worker).start(() -> readReports(worker, child, listener));
            var unused = child.onExit().thenAccept(ended -> {
                children.remove(worker);
                listener.ended(worker, how(ended.exitValue()));
            });
        } catch (IOException | IllegalStateException impossible) {
            listener.ended(worker, "could not be started: " + impossible.getMessage());
        }
    }

    private Process launch(String worker) throws IOException {
        Files.createDirectories(logDir);
        var builder = new ProcessBuilder(command.line())
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        logDir.resolve("worker-" + worker + ".log").toFile()));
        builder.environment().putAll(command.environment(worker));
        return builder.start();
    }

    private static void readReports(String worker, Process child, Listener listener) {
        try (BufferedReader lines = child.inputReader(StandardCharsets.UTF_8)) {
            String line = lines.readLine();
            while (line != null) {
                Report.parse(line).ifPresent(report -> listener.reported(worker, report));
                line = lines.readLine();
            }
        } catch (IOException ended) {
            LOG.debugf("the reports of %s ended: %s", worker, ended.getMessage());
        }
    }

    @Override
    public void send(String worker, Command order) {
        Process child = children.get(worker);
        if (child != null) {
            try {
                child.getOutputStream().write((order.line() + "\n").getBytes(StandardCharsets.UTF_8));
                child.getOutputStream().flush();
            } catch (IOException ending) {
                LOG.debugf("%s does not listen any more: %s", worker, ending.getMessage());
            }
        }
    }

    @Override
    public void kill(String worker) {
        Optional.ofNullable(children.get(worker)).ifPresent(Process::destroyForcibly);
    }

    @Override
    public Optional<Usage> measure(String worker) {
        Process child = children.get(worker);
        if (child == null || !child.isAlive()) {
            return Optional.empty();
        }
        Duration cpuTime = child.info().totalCpuDuration().orElse(Duration.ZERO);
        return ProcStatus.residentBytes(child.pid()).map(bytes -> new Usage(bytes, cpuTime));
    }

    @Override
    public OptionalLong pid(String worker) {
        Process child = children.get(worker);
        return child == null ? OptionalLong.empty() : OptionalLong.of(child.pid());
    }

    @Override
    public void close(Duration patience) {
        List<Process> left = List.copyOf(children.values());
        children.keySet().forEach(worker -> send(worker, new Command.Stop()));
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            for (Process child : left) {
                child.waitFor(Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        left.forEach(Process::destroyForcibly);
    }

    private static String how(int exitValue) {
        // A shell's convention, which the JDK follows: 128 and the number of the signal.
        return exitValue > 128 ? "signal " + (exitValue - 128) : "exit code " + exitValue;
    }

    /** Reads what Linux tells of a process. */
    static final class ProcStatus {
        private static final String RESIDENT = "VmRSS:";

        private ProcStatus() {}

        /** Empty elsewhere than on Linux, or when the process has ended. */
        static Optional<Long> residentBytes(long pid) {
            try {
                return resident(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
            } catch (IOException | UncheckedIOException gone) {
                return Optional.empty();
            }
        }

        /** A line such as {@code VmRSS:	  123456 kB}; a process that ended but was not yet reaped has none. */
        static Optional<Long> resident(List<String> status) {
            return status.stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .map(line ->
                            line.substring(RESIDENT.length()).replace("kB", "").strip())
                    .map(kilobytes -> Long.parseLong(kilobytes) * 1024)
                    .findFirst();
        }
    }
}
