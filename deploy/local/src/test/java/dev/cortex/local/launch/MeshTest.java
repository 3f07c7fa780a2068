package dev.cortex.local.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.plan.MeshPlan;
import dev.cortex.local.launch.plan.Request;
import dev.cortex.local.launch.process.Running;
import dev.cortex.local.launch.screen.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MeshTest {
    private final AtomicInteger ports = new AtomicInteger(40_000);
    private final MeshPlan plan = MeshPlan.of(
            new Request(Set.of(), Optional.empty(), Map.of()),
            Path.of("/data"),
            Optional.empty(),
            ports::getAndIncrement);
    private final FakeStarter starter = new FakeStarter();
    private final Mesh mesh = new Mesh(plan, starter, () -> Duration.ofSeconds(1), _ -> {});

    /** Says what was started and ended, and lets the test decide about the rest. */
    private static final class FakeStarter implements Starter {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        final Map<String, FakeRunning> running = new ConcurrentHashMap<>();
        final Set<String> neverReady = ConcurrentHashMap.newKeySet();
        final Set<String> deadOnArrival = ConcurrentHashMap.newKeySet();
        final Set<String> stubborn = ConcurrentHashMap.newKeySet();

        @Override
        public Running start(Component component) {
            events.add("start " + component.name());
            FakeRunning started = new FakeRunning(component.name(), this);
            if (deadOnArrival.contains(component.name())) {
                started.ended.complete("exit status 1");
            }
            running.put(component.name(), started);
            return started;
        }

        @Override
        public boolean isReady(Component component) {
            return !neverReady.contains(component.name());
        }

        @Override
        public Path log(Component component) {
            return Path.of("/data/logs", component.logName());
        }
    }

    private record FakeRunning(String name, FakeStarter starter, CompletableFuture<String> ended) implements Running {
        FakeRunning(String name, FakeStarter starter) {
            this(name, starter, new CompletableFuture<>());
        }

        @Override
        public Optional<ProcessHandle> process() {
            return Optional.empty();
        }

        @Override
        public boolean stop(Duration grace) {
            starter.events.add("stop " + name);
            ended.complete("exit status 143");
            return !starter.stubborn.contains(name);
        }
    }

    /** Tells what became ready. */
    private static final class ReadyScreen implements Screen {
        final BlockingQueue<String> ready = new LinkedBlockingQueue<>();

        @Override
        public void starting(String component) {}

        @Override
        public void ready(String component, int port, Duration took) {
            ready.add(component);
        }

        @Override
        public void failed(String component) {}

        @Override
        public void close() {}
    }

    private List<String> events() {
        return List.copyOf(starter.events);
    }

    @Test
    void startsTheStoresBeforeWhatNeedsThem() throws Exception {
        mesh.start(new ReadyScreen());
        assertEquals(plan.components().size(), events().size());
        for (String service : List.of("worker-service", "routing-service", "achievement-service-2")) {
            for (String store : List.of("postgres", "redis")) {
                assertTrue(
                        events().indexOf("start " + store) < events().indexOf("start " + service),
                        () -> service + " before " + store);
            }
        }
    }

    @Test
    void endsEverythingInThePlansOrder() throws Exception {
        mesh.start(new ReadyScreen());
        starter.events.clear();
        assertEquals(List.of(), mesh.stop());
        assertEquals("stop gateway", events().getFirst());
        assertEquals("stop worker-service", events().get(1));
        assertEquals("stop postgres", events().getLast());
        assertEquals(plan.components().size(), events().size());
        assertEquals(List.of(), mesh.stop());
        assertEquals(plan.components().size(), events().size());
    }

    @Test
    void tellsWhatHadToBeKilled() throws Exception {
        starter.stubborn.add("routing-service");
        mesh.start(new ReadyScreen());
        assertEquals(List.of("routing-service"), mesh.stop());
    }

    @Test
    void namesTheComponentThatEndsWhileStarting() {
        starter.deadOnArrival.add("routing-service");
        MeshFailure failure = assertThrows(MeshFailure.class, () -> mesh.start(new ReadyScreen()));
        assertEquals(
                "routing-service ended while starting (exit status 1); log /data/logs/routing-service.log",
                failure.getMessage());
    }

    @Test
    void doesNotStartWhatWaitsForAStoreThatFailed() {
        starter.deadOnArrival.add("postgres");
        assertThrows(MeshFailure.class, () -> mesh.start(new ReadyScreen()));
        assertFalse(events().contains("start worker-service"));
    }

    @Test
    void stopsWhileStartingWhenItIsInterrupted() throws Exception {
        starter.neverReady.add("gateway");
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread main = Thread.ofPlatform().start(() -> {
            try {
                mesh.start(new ReadyScreen());
                interrupted.complete(false);
            } catch (InterruptedException _) {
                interrupted.complete(true);
            }
        });
        assertTrue(String.valueOf(starter.events.poll(20, TimeUnit.SECONDS)).startsWith("start "));
        main.interrupt();
        assertTrue(interrupted.get(20, TimeUnit.SECONDS));
        mesh.stop();
        assertTrue(starter.running.values().stream()
                .allMatch(running -> running.ended().isDone()));
    }

    @Test
    void startsAServiceThatDiesAgainAndGivesUpInTheEnd() throws Exception {
        mesh.start(new ReadyScreen());
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        ReadyScreen screen = new ReadyScreen();
        CompletableFuture<Throwable> end = watch(told, screen);
        for (int restart = 0; restart < 3; restart++) {
            starter.running.get("routing-service").ended().complete("killed by signal 9");
            assertEquals("routing-service", screen.ready.poll(20, TimeUnit.SECONDS));
            assertEquals(
                    "routing-service died (killed by signal 9); log /data/logs/routing-service.log; starting it again",
                    told.poll(20, TimeUnit.SECONDS));
        }
        starter.running.get("routing-service").ended().complete("killed by signal 9");
        assertTrue(end.get(20, TimeUnit.SECONDS) instanceof MeshFailure);
    }

    @Test
    void givesUpWhenADatabaseDies() throws Exception {
        mesh.start(new ReadyScreen());
        CompletableFuture<Throwable> end = watch(new LinkedBlockingQueue<>(), new ReadyScreen());
        starter.running.get("postgres").ended().complete("its process is gone");
        assertEquals(
                "postgres died (its process is gone); log /data/logs/postgres.log",
                end.get(20, TimeUnit.SECONDS).getMessage());
    }

    private CompletableFuture<Throwable> watch(BlockingQueue<String> told, Screen screen) {
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                mesh.watch(told::add, screen);
            } catch (MeshFailure | InterruptedException e) {
                end.complete(e);
            }
        });
        return end;
    }

    @Test
    void noticesADeathDuringTheMainJob() throws Exception {
        mesh.start(new ReadyScreen());
        assertEquals(Optional.empty(), mesh.casualty());
        starter.running.get("gateway").ended().complete("exit status 1");
        assertTrue(mesh.casualty().orElseThrow().startsWith("gateway died (exit status 1)"));
    }
}
