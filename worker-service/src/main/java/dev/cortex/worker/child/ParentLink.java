package dev.cortex.worker.child;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.execution.TaskWorker;
import jakarta.inject.Singleton;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The worker's end of the pipe to its pool. Reading and writing a pipe block, so both have threads of their own; they are
 * the only ones in the worker that ever wait.
 */
@Singleton
final class ParentLink {
    private static final Logger LOG = Logger.getLogger(ParentLink.class);

    private final TaskWorker worker;
    private final HeapDumps heapDumps;
    private final Ending ending;
    private final Duration interval;
    // The real standard output: the console log of a worker goes to standard error.
    private final PrintStream reports =
            new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("parent-link-writer").factory());

    private volatile Optional<ScheduledFuture<?>> beats = Optional.empty();

    ParentLink(TaskWorker worker, HeapDumps heapDumps, Ending ending, WorkerConfig config) {
        this.worker = worker;
        this.heapDumps = heapDumps;
        this.ending = ending;
        this.interval = config.heartbeat().interval();
    }

    void open() {
        writer.execute(() -> write(new Report.Ready()));
        beats = Optional.of(writer.scheduleAtFixedRate(this::beat, 0, interval.toMillis(), TimeUnit.MILLISECONDS));
        Thread.ofPlatform().daemon().name("parent-link-reader").start(this::read);
    }

    private void read() {
        try (var lines = new BufferedReader(
                new InputStreamReader(new FileInputStream(FileDescriptor.in), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                Command.parse(line).ifPresent(this::obey);
                line = lines.readLine();
            }
            LOG.warn("the pool is gone, so this worker ends");
        } catch (IOException broken) {
            LOG.warnf("the pipe to the pool broke, so this worker ends: %s", broken.getMessage());
        }
        ending.end();
    }

    private void obey(Command command) {
        LOG.debugf("told to %s", command);
        switch (command) {
            case Command.Activate ignored -> worker.activate();
            case Command.Drain ignored ->
                worker.drain()
                        .subscribe()
                        .with(done -> writer.execute(this::beat), failure -> LOG.error("could not drain", failure));
            case Command.CollectGarbage ignored -> System.gc();
            case Command.HeapDump dump -> heapDumps.write(dump.file());
            case Command.Stop ignored -> ending.end();
        }
        writer.execute(this::beat);
    }

    private void beat() {
        write(new Report.Beat(worker.state(), worker.running(), worker.done()));
    }

    private void write(Report report) {
        reports.println(report.line());
        if (reports.checkError()) {
            // Nobody reads any more. Once is enough: the reader ends the process.
            beats.ifPresent(beat -> beat.cancel(false));
        }
    }
}
