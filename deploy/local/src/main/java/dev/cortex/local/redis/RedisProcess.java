package dev.cortex.local.redis;

import dev.cortex.local.scratch.ServerLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A running server: started means it, and no other server, answers on the port. */
final class RedisProcess {
    private static final Duration START_GRACE = Duration.ofSeconds(30);
    private static final int TIMEOUT_MILLIS = 500;

    private final Process process;

    private RedisProcess(Process process) {
        this.process = process;
    }

    static RedisProcess start(RedisLaunch launch) {
        ServerLog log = ServerLog.from(launch.log());
        try {
            Files.createDirectories(launch.data());
            Process process = new ProcessBuilder(launch.command())
                    .redirectErrorStream(true)
                    .redirectOutput(log.redirect())
                    .start();
            awaitReady(process, launch.port(), log);
            return new RedisProcess(process);
        } catch (IOException e) {
            throw new IllegalStateException("Redis did not start on port " + launch.port(), e);
        }
    }

    private static void awaitReady(Process process, int port, ServerLog log) {
        long deadlineNanos = System.nanoTime() + START_GRACE.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            // Waiting for the exit is also the pause between two attempts.
            if (exited(process, 5)) {
                throw new IllegalStateException("Redis did not start on port " + port + ": " + reason(log));
            }
            if (isReady(process, port)) {
                return;
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException(
                "Redis did not answer on port " + port + " within " + START_GRACE.toSeconds() + " s: " + reason(log));
    }

    /** Whether this very process answers: another server may have the port, and would answer as friendly. */
    private static boolean isReady(Process process, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write("PING\r\nINFO server\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            String answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            // While the append-only file is read, PING is answered with "-LOADING".
            return answers.startsWith("+PONG") && answers.contains("process_id:" + process.pid() + "\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    void kill() {
        process.destroyForcibly();
        exited(process, START_GRACE.toMillis());
    }

    /** SIGTERM: the server saves and exits; SIGKILL when the grace is over. */
    void stop(Duration grace) {
        process.destroy();
        if (!exited(process, grace.toMillis())) {
            kill();
        }
    }

    private static boolean exited(Process process, long waitMillis) {
        try {
            return process.waitFor(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !process.isAlive();
        }
    }

    private static String reason(ServerLog log) {
        return log.firstLineWith("Could not", "atal", "rror").orElse("see " + log.file());
    }
}
