package dev.cortex.local.launch.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Ends processes: asked first, forced when the grace is over, and what they started goes with them. */
final class Stop {
    /** For the system to take a killed process off its list. */
    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Stop() {}

    /** @return whether all ended by themselves within the grace */
    static boolean inOrder(List<ProcessHandle> processes, Duration grace) {
        // Before the end: a dead process has no descendants any more, they belong to init then.
        List<ProcessHandle> descendants =
                processes.stream().flatMap(ProcessHandle::descendants).toList();
        processes.forEach(ProcessHandle::destroy);
        boolean ended =
                await(Stream.concat(processes.stream(), descendants.stream()).toList(), grace);
        if (!ended) {
            kill(processes);
            kill(descendants);
        }
        return ended;
    }

    static void kill(List<ProcessHandle> processes) {
        List<ProcessHandle> all = Stream.concat(
                        processes.stream(), processes.stream().flatMap(ProcessHandle::descendants))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        await(all, AFTER_KILL);
    }

    static boolean await(List<ProcessHandle> processes, Duration atMost) {
        CompletableFuture<?>[] exits =
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(exits).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("waiting for processes to end", e.getCause());
        }
    }
}
