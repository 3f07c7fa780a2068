package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.plan.MeshPlan;
import dev.cortex.local.launch.plan.Part;
import dev.cortex.local.launch.process.AotCaches;
import dev.cortex.local.launch.process.MeshState;
import dev.cortex.local.launch.screen.LineScreen;
import dev.cortex.local.launch.screen.Screen;
import dev.cortex.local.launch.screen.Tone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** One mesh from its start to its end: ready, the main job, staying, stopping. */
final class Session {
    private final MeshPlan plan;
    private final Mesh mesh;
    private final AotCaches caches;
    private final Output output;
    private final Job job;
    private boolean right;

    /** The main job, as far as a session knows it. */
    interface Job {
        /** @return whether everything was right */
        boolean run(Instant ready) throws InterruptedException;
    }

    Session(MeshPlan plan, Mesh mesh, AotCaches caches, Output output, Job job) {
        this.plan = plan;
        this.mesh = mesh;
        this.caches = caches;
        this.output = output;
        this.job = job;
    }

    /**
     * Runs it, and leaves nothing running.
     *
     * @param once whether to stop after the main job
     * @return the exit status
     */
    int run(boolean once) {
        try {
            startAndWork();
            if (!once) {
                stay();
            }
        } catch (InterruptedException _) {
            output.words().println();
        } finally {
            // Whatever follows must not be cut short by the interruption that led here.
            Thread.interrupted();
            stop();
            assembleCaches();
            caches.forgetRecordings();
        }
        return right ? Cortex.OK : Cortex.FAILED;
    }

    private void startAndWork() throws InterruptedException {
        List<String> names =
                plan.components().stream().map(component -> component.name()).toList();
        output.say(Tone.STRONG, "Cortex Mesh");
        try (Screen screen = output.screen(names)) {
            mesh.start(screen);
        }
        if (plan.isWhole()) {
            right = job.run(Instant.now());
            mesh.casualty().ifPresent(death -> {
                right = false;
                output.say(Tone.BAD, death);
            });
        } else {
            right = true;
        }
    }

    private void stay() throws InterruptedException {
        String door = plan.has(Part.GATEWAY) ? " at " + plan.gateway() : "";
        output.say(Tone.STRONG, "The mesh is up" + door + "; Ctrl-C stops it");
        try (Screen screen = new LineScreen(output.words(), output.palette())) {
            mesh.watch(line -> output.say(Tone.WARN, line), screen);
        } catch (MeshFailure e) {
            right = false;
            throw e;
        }
    }

    private void stop() {
        Instant begun = Instant.now();
        output.say(Tone.DIM, "stopping");
        List<String> killed = mesh.stop();
        MeshState.erase(plan.data());
        killed.forEach(
                name -> output.say(Tone.WARN, name + " did not stop in time and was killed; log " + logOf(name)));
        output.say(Tone.DIM, "stopped in " + seconds(begun));
    }

    private String logOf(String component) {
        return plan.data().resolve("logs").resolve(component + ".log").toString();
    }

    /** Two at a time: it is work for the processor only, and the machine may have no more than two. */
    private void assembleCaches() {
        List<String> kinds = right ? caches.recorded() : List.of();
        if (kinds.isEmpty()) {
            return;
        }
        Instant begun = Instant.now();
        output.say(
                Tone.DIM, "making start-up caches for the next time (Ctrl-C skips them): " + String.join(", ", kinds));
        try (ExecutorService workers = Executors.newFixedThreadPool(2)) {
            List<CompletableFuture<Void>> all = kinds.stream()
                    .map(kind -> CompletableFuture.runAsync(() -> assemble(kind), workers))
                    .toList();
            all.forEach(CompletableFuture::join);
        }
        output.say(Tone.DIM, "made in " + seconds(begun));
    }

    private void assemble(String kind) {
        try {
            if (!caches.assemble(kind)) {
                output.say(Tone.WARN, "no start-up cache for " + kind + "; it works without");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static String seconds(Instant since) {
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(since, Instant.now()).toMillis() / 1000.0);
    }
}
