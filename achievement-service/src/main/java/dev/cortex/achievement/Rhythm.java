package dev.cortex.achievement;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.MultiTimePeriod;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What comes again and again, from start to stop: a sweep for what was left, a look at what is due. */
public final class Rhythm {
    private final AtomicReference<Optional<Cancellable>> beating = new AtomicReference<>(Optional.empty());

    /**
     * First after one interval, so not before the schema is there.
     *
     * @param ended hears of a failure, after which nothing comes any more
     */
    public void start(Duration every, Runnable work, Consumer<Throwable> ended) {
        beating.set(Optional.of(beats(every, every).subscribe().with(_ -> work.run(), ended)));
    }

    /**
     * One after the other: a beat that comes while the one before still works is left out.
     *
     * @param first after how long; zero for at once
     */
    public void startInTurn(Duration first, Duration every, Supplier<Uni<Void>> work, Consumer<Throwable> ended) {
        beating.set(Optional.of(beats(first, every)
                .onItem()
                .transformToUniAndConcatenate(_ -> work.get())
                .subscribe()
                .with(_ -> {}, ended)));
    }

    /** What is under way is left where it is. */
    public void stop() {
        beating.getAndSet(Optional.empty()).ifPresent(Cancellable::cancel);
    }

    private static Multi<Long> beats(Duration first, Duration every) {
        MultiTimePeriod ticks = Multi.createFrom().ticks();
        return (first.isZero() ? ticks : ticks.startingAfter(first))
                .every(every)
                .onOverflow()
                .drop();
    }
}
