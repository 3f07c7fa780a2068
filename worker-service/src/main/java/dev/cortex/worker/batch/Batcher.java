package dev.cortex.worker.batch;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;

/**
 * Group commit: what arrives while a batch is being written goes together into the next one. With nothing in flight an
 * item is written at once and alone, so waiting costs nothing; under load the batches grow by themselves to what the
 * database does in one round trip, and a commit is paid once for all of them.
 *
 * @param <I> what callers bring
 * @param <O> what each gets back
 */
public final class Batcher<I, O> {
    private final int batchMax;
    private final int lanes;
    private final int queueMax;
    private final Work<I, O> work;
    private final Queue<Waiting<I, O>> queue = new ArrayDeque<>();
    private int running;

    /** Writes a batch. */
    @FunctionalInterface
    public interface Work<I, O> {
        /** @return one output for each input, in the same order; a failure is every caller's failure */
        Uni<List<O>> run(List<I> batch);
    }

    private record Waiting<I, O>(I item, UniEmitter<? super O> emitter) {}

    /**
     * @param batchMax items in one batch
     * @param lanes batches in flight at once; with one they happen in order
     * @param queueMax items waiting; more are refused with {@link RejectedExecutionException}
     */
    public Batcher(int batchMax, int lanes, int queueMax, Work<I, O> work) {
        this.batchMax = batchMax;
        this.lanes = lanes;
        this.queueMax = queueMax;
        this.work = work;
    }

    public Uni<O> add(I item) {
        return Uni.createFrom().emitter(emitter -> {
            if (offer(new Waiting<>(item, emitter))) {
                pump();
            } else {
                emitter.fail(new RejectedExecutionException(queueMax + " are waiting already"));
            }
        });
    }

    private void pump() {
        List<Waiting<I, O>> batch = next();
        while (!batch.isEmpty()) {
            run(batch);
            batch = next();
        }
    }

    private void run(List<Waiting<I, O>> batch) {
        Uni.createFrom()
                .deferred(() -> work.run(batch.stream().map(Waiting::item).toList()))
                .subscribe()
                .with(outputs -> deliver(batch, outputs), failure -> fail(batch, failure));
    }

    private void deliver(List<Waiting<I, O>> batch, List<O> outputs) {
        if (outputs.size() != batch.size()) {
            fail(batch, new IllegalStateException(outputs.size() + " outputs for " + batch.size() + " inputs"));
            return;
        }
        release();
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).emitter().complete(outputs.get(i));
        }
        pump();
    }

    private void fail(List<Waiting<I, O>> batch, Throwable failure) {
        release();
        batch.forEach(waiting -> waiting.emitter().fail(failure));
        pump();
    }

    private synchronized boolean offer(Waiting<I, O> waiting) {
        return queue.size() < queueMax && queue.add(waiting);
    }

    private synchronized List<Waiting<I, O>> next() {
        if (running == lanes || queue.isEmpty()) {
            return List.of();
        }
        running++;
        List<Waiting<I, O>> batch = new ArrayList<>(Math.min(batchMax, queue.size()));
        while (batch.size() < batchMax && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        return batch;
    }

    private synchronized void release() {
        running--;
    }
}
