package dev.cortex.achievement.webhook;

import io.smallrye.mutiny.Uni;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Work that nobody has to wait for: so much of it at once, so much of it waiting, and no more. */
final class Lane {
    private record Job(Supplier<Uni<Void>> work, CompletableFuture<Void> done) {}

    private final Queue<Job> waiting;
    private final int atOnce;
    private final AtomicInteger running = new AtomicInteger();

    Lane(int atOnce, int waitingMax) {
        this.atOnce = atOnce;
        this.waiting = new ArrayBlockingQueue<>(waitingMax);
    }

    /**
     * @param work is done whether or not anyone waits for the result
     * @return when it is done, however it ended; at once where there was no room for it
     */
    CompletableFuture<Void> add(Supplier<Uni<Void>> work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (waiting.offer(new Job(work, done))) {
            next();
        } else {
            done.complete(null);
        }
        return done;
    }

    int underWay() {
        return waiting.size() + running.get();
    }

    private void next() {
        while (!waiting.isEmpty()) {
            if (running.incrementAndGet() > atOnce) {
                // Whoever ends looks again.
                running.decrementAndGet();
                return;
            }
            Job job = waiting.poll();
            if (job == null) {
                running.decrementAndGet();
            } else {
                Uni.createFrom().deferred(job.work()::get).subscribe().with(_ -> ended(job), _ -> ended(job));
            }
        }
    }

    private void ended(Job job) {
        running.decrementAndGet();
        job.done().complete(null);
        next();
    }
}
