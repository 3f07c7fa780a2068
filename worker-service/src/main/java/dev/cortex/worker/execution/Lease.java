package dev.cortex.worker.execution;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** This worker's hold on one task, for as long as it runs. */
final class Lease {
    private final ClaimedTask task;
    private final AtomicReference<Runnable> onLost = new AtomicReference<>(Lease::nothing);
    private final AtomicReference<Runnable> onStop = new AtomicReference<>(Lease::nothing);
    private final AtomicReference<Optional<Progress>> progress = new AtomicReference<>(Optional.empty());

    private record Progress(int percent, String message) {}

    Lease(ClaimedTask task) {
        this.task = task;
    }

    ClaimedTask task() {
        return task;
    }

    /** Kept until the next renewal writes it. */
    void report(int percent, String message) {
        progress.set(Optional.of(new Progress(Math.clamp(percent, 0, 100), Texts.bounded(message))));
    }

    /** What to do when the task is no longer this worker's. */
    void whenLost(Runnable action) {
        onLost.set(action);
    }

    /** What to do when the worker stops. */
    void whenStopped(Runnable action) {
        onStop.set(action);
    }

    void lose() {
        onLost.getAndSet(Lease::nothing).run();
    }

    void stop() {
        onStop.getAndSet(Lease::nothing).run();
    }

    PostgresClaims.Held held() {
        Optional<Progress> news = progress.getAndSet(Optional.empty());
        return new PostgresClaims.Held(
                task.id(), task.attempt(), news.map(Progress::percent), news.map(Progress::message));
    }

    private static void nothing() {
        // Until somebody says what to do, and once it has been done.
    }
}
