package dev.cortex.worker.child;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.postgres.EmbeddedPostgres;
import dev.cortex.local.redis.EmbeddedRedis;
import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import dev.cortex.worker.execution.TaskWorker.State;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker as its pool sees it: a process with two pipes. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WorkerProcessIT {
    private static EmbeddedPostgres postgres;
    private static EmbeddedRedis redis;

    private Process worker;
    private BufferedReader reports;

    @BeforeAll
    static void startServers() {
        postgres = EmbeddedPostgres.startTemporary();
        redis = EmbeddedRedis.startTemporary();
        new Migrations(PostgresUrl.parse(postgres.url()), "worker", Duration.ofSeconds(10)).apply();
    }

    @AfterAll
    static void stopServers() {
        redis.close();
        postgres.close();
    }

    @BeforeEach
    void startWorker() throws IOException {
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectError(Path.of("target", "worker-process-it.log").toFile());
        builder.environment().put("CORTEX_WORKER_ROLE", "worker");
        builder.environment().put("CORTEX_WORKER_ID", "it");
        builder.environment().put("CORTEX_WORKER_CHILD_ATTACHED", "true");
        builder.environment().put("CORTEX_POSTGRES_URL", postgres.url());
        builder.environment().put("CORTEX_REDIS_URL", redis.url());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put("QUARKUS_LOG_CONSOLE_STDERR", "true");
        worker = builder.start();
        reports = worker.inputReader(StandardCharsets.UTF_8);
    }

    @AfterEach
    void killWorker() {
        worker.destroyForcibly();
    }

    @Test
    void parksActivatesDrainsAndEndsAsTold() throws IOException, InterruptedException {
        assertEquals(new Report.Ready(), next());
        untilState(State.PARKED);
        tell(new Command.Activate());
        untilState(State.CLAIMING);
        tell(new Command.CollectGarbage());
        tell(new Command.Drain());
        untilState(State.DRAINED);
        tell(new Command.Stop());
        assertTrue(worker.waitFor(30, TimeUnit.SECONDS), "still there");
        assertEquals(0, worker.exitValue());
    }

    @Test
    void endsWhenItsPoolIsGone() throws IOException, InterruptedException {
        assertEquals(new Report.Ready(), next());
        tell(new Command.Activate());
        untilState(State.CLAIMING);
        worker.getOutputStream().close();
        assertTrue(worker.waitFor(30, TimeUnit.SECONDS), "outlives its pool");
    }

    private void tell(Command command) throws IOException {
        worker.getOutputStream().write((command.line() + "\n").getBytes(StandardCharsets.UTF_8));
        worker.getOutputStream().flush();
    }

    private void untilState(State state) throws IOException {
        Report report = next();
        while (!(report instanceof Report.Beat beat && beat.state() == state)) {
            report = next();
        }
    }

    private Report next() throws IOException {
        String line = reports.readLine();
        while (line != null) {
            Optional<Report> report = Report.parse(line);
            if (report.isPresent()) {
                return report.get();
            }
            line = reports.readLine();
        }
        throw new AssertionError("the worker ended; its log is target/worker-process-it.log");
    }
}
