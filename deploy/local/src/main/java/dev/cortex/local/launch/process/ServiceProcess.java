package dev.cortex.local.launch.process;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A service as a child process, everything it says in its log file. */
public final class ServiceProcess implements Running {
    /** Exit statuses from here on mean death by a signal: 128 and its number. */
    private static final int SIGNALLED = 128;

    private final Process process;

    private ServiceProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts it; the log of the run before is kept beside the new one as {@code <name>.previous}.
     *
     * @throws MeshFailure when the system cannot start it
     */
    public static ServiceProcess start(String name, List<String> command, Map<String, String> environment, Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(
                        log, log.resolveSibling(log.getFileName() + ".previous"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
            builder.environment().putAll(environment);
            return new ServiceProcess(builder.start());
        } catch (IOException e) {
            throw new MeshFailure(name + " could not be started: " + e.getMessage());
        }
    }

    @Override
    public Optional<ProcessHandle> process() {
        return process.isAlive() ? Optional.of(process.toHandle()) : Optional.empty();
    }

    @Override
    public CompletableFuture<String> ended() {
        return process.onExit().thenApply(exited -> describe(exited.exitValue()));
    }

    static String describe(int status) {
        return status > SIGNALLED ? "killed by signal " + (status - SIGNALLED) : "exit status " + status;
    }

    @Override
    public boolean stop(Duration grace) {
        return Stop.inOrder(List.of(process.toHandle()), grace);
    }
}
