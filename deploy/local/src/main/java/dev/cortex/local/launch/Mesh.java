package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.plan.MeshPlan;
import dev.cortex.local.launch.plan.Part;
import dev.cortex.local.launch.plan.RestartPolicy;
import dev.cortex.local.launch.process.LastLine;
import dev.cortex.local.launch.process.Running;
import dev.cortex.local.launch.screen.Screen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The components of one plan while they live: started as soon as what they need is up, watched, started again when they
 * die, ended in order.
 */
final class Mesh {
    /** A machine whose cores are all taken needs tens of seconds for what takes two when it is idle. */
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private static final Duration POLL = Duration.ofMillis(40);

    private final MeshPlan plan;
    private final Starter starter;
    private final Supplier<Duration> stopGrace;
    private final Consumer<Map<Component, Running>> onChange;
    private final Map<Component, Running> running = new ConcurrentHashMap<>();
    private final BlockingQueue<Death> deaths = new LinkedBlockingQueue<>();
    private final RestartPolicy restarts = new RestartPolicy();
    private volatile boolean stopping;

    /**
     * @param stopGrace how long a component may take to end by itself, asked when it is told to
     * @param onChange hears of every component that was started
     */
    Mesh(MeshPlan plan, Starter starter, Supplier<Duration> stopGrace, Consumer<Map<Component, Running>> onChange) {
        this.plan = plan;
        this.starter = starter;
        this.stopGrace = stopGrace;
        this.onChange = onChange;
    }

    private record Death(Component component, Running which, String how) {}

    /**
     * Starts everything and returns when all of it is ready.
     *
     * @throws MeshFailure with the first thing that went wrong; what was started still runs until {@link #stop}
     * @throws InterruptedException when the wait is ended from outside; the same holds
     */
    void start(Screen screen) throws InterruptedException {
        Map<Part, List<CompletableFuture<Void>>> ready = new ConcurrentHashMap<>();
        List<CompletableFuture<Void>> all = new ArrayList<>();
        ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (Component component : plan.components()) {
                // The parts that are needed stand before those that need them, so their futures are here already.
                List<CompletableFuture<Void>> needs = component.needs().stream()
                        .flatMap(part -> ready.getOrDefault(part, List.of()).stream())
                        .toList();
                CompletableFuture<Void> up = CompletableFuture.allOf(needs.toArray(CompletableFuture<?>[]::new))
                        .thenRunAsync(() -> bringUp(component, screen), tasks);
                ready.computeIfAbsent(component.part(), _ -> new ArrayList<>()).add(up);
                all.add(up);
            }
            awaitAll(all);
        } catch (MeshFailure | InterruptedException e) {
            stopping = true;
            throw e;
        } finally {
            // Waits for starts that are under way, so that stop() sees everything that was started.
            tasks.close();
        }
    }

    private static void awaitAll(List<CompletableFuture<Void>> all) throws InterruptedException {
        CompletableFuture<Void> first = new CompletableFuture<>();
        all.forEach(up -> up.whenComplete((_, failure) -> {
            if (failure != null) {
                first.completeExceptionally(failure);
            }
        }));
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).thenRun(() -> first.complete(null));
        try {
            first.get();
        } catch (ExecutionException e) {
            throw rootOf(e);
        }
    }

    private static RuntimeException rootOf(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof MeshFailure)) {
            cause = cause.getCause();
        }
        return cause instanceof MeshFailure known ? known : new IllegalStateException(cause);
    }

    private void bringUp(Component component, Screen screen) {
        if (stopping) {
            return;
        }
        long since = System.nanoTime();
        screen.starting(component.name());
        try {
            Running started = launch(component);
            if (awaitReady(component, started)) {
                screen.ready(component.name(), component.port(), Duration.ofNanos(System.nanoTime() - since));
            }
        } catch (MeshFailure e) {
            screen.failed(component.name());
            throw e;
        }
    }

    private Running launch(Component component) {
        Running started = starter.start(component);
        synchronized (running) {
            // Together, so that the last word to the listener is about all components.
            running.put(component, started);
            onChange.accept(Map.copyOf(running));
        }
        started.ended().thenAccept(how -> deaths.add(new Death(component, started, how)));
        return started;
    }

    /** @return false when the mesh is being stopped meanwhile */
    private boolean awaitReady(Component component, Running started) {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!stopping) {
            Optional<String> end = endWithin(started, POLL);
            if (end.isPresent()) {
                throw new MeshFailure(obituary(component, "ended while starting", end.get()));
            }
            if (starter.isReady(component)) {
                return true;
            }
            if (System.nanoTime() > deadline) {
                throw new MeshFailure("%s was not ready within %d s; log %s"
                        .formatted(component.name(), READY_WITHIN.toSeconds(), starter.log(component)));
            }
        }
        return false;
    }

    private Optional<String> endWithin(Running started, Duration atMost) {
        try {
            return Optional.of(started.ended().get(atMost.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            // Only the thread that watches is ever interrupted, and that means: stop.
            stopping = true;
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String obituary(Component component, String what, String how) {
        String said =
                LastLine.of(starter.log(component)).map(line -> ": " + line).orElse("");
        return "%s %s (%s)%s; log %s".formatted(component.name(), what, how, said, starter.log(component));
    }

    /**
     * Watches until it is interrupted. A service that dies is started again, within bounds.
     *
     * @param tell hears one line about each death
     * @throws MeshFailure when something died that cannot be started again
     */
    void watch(Consumer<String> tell, Screen screen) throws InterruptedException {
        while (true) {
            Death death = deaths.take();
            if (running.get(death.component()) != death.which()) {
                continue;
            }
            String line = obituary(death.component(), "died", death.how());
            if (!death.component().part().isService()
                    || !restarts.allows(death.component().name(), System.nanoTime())) {
                throw new MeshFailure(line);
            }
            tell.accept(line + "; starting it again");
            bringUp(death.component(), screen);
        }
    }

    /** The first component that died since {@link #start}, if any did. */
    Optional<String> casualty() {
        return deaths.stream().findFirst().map(death -> obituary(death.component(), "died", death.how()));
    }

    /**
     * Ends everything in the plan's order.
     *
     * @return names of the components that had to be killed
     */
    List<String> stop() {
        stopping = true;
        List<String> killed = new ArrayList<>();
        for (List<Component> group : plan.stopOrder()) {
            List<Component> alive = group.stream().filter(running::containsKey).toList();
            try (ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor()) {
                List<CompletableFuture<Boolean>> stops = alive.stream()
                        .map(component -> CompletableFuture.supplyAsync(() -> stop(component), tasks))
                        .toList();
                for (int index = 0; index < alive.size(); index++) {
                    if (!stops.get(index).join()) {
                        killed.add(alive.get(index).name());
                    }
                }
            }
        }
        return killed;
    }

    private boolean stop(Component component) {
        Running process = running.remove(component);
        return process == null || process.stop(stopGrace.get());
    }
}
