package dev.cortex.achievement.unlock;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.UnlocksConfig;
import dev.cortex.mesh.stream.StreamConsumer;
import dev.cortex.mesh.stream.StreamConsumers;
import dev.cortex.mesh.stream.TailSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Those who listen, over all replicas. What is heard over Redis only says when to look; each listener reads the table behind
 * what he has, so nothing is missed however he comes and goes, and a slow look makes up for what was not heard.
 */
@Singleton
final class UnlockFeed {
    private static final Duration BLOCK = Duration.ofSeconds(1);
    private static final int PAGE = 200;

    private final PostgresUnlocks unlocks;
    private final StreamConsumers consumers;
    private final UnlocksConfig config;
    private final BroadcastProcessor<Boolean> heard = BroadcastProcessor.create();
    private final AtomicInteger listeners = new AtomicInteger();
    private final AtomicReference<Optional<StreamConsumer>> tail = new AtomicReference<>(Optional.empty());

    UnlockFeed(PostgresUnlocks unlocks, StreamConsumers consumers, AchievementConfig config, MeterRegistry meters) {
        this.unlocks = unlocks;
        this.consumers = consumers;
        this.config = config.unlocks();
        meters.gauge("cortex.achievement.unlocks.listeners", listeners);
    }

    void start(@Observes StartupEvent event) {
        tail.set(Optional.of(consumers.openTail(
                new TailSettings(UnlockMessages.STREAM, TailSettings.NEW_ONES, BLOCK), _ -> look())));
    }

    void stop(@Observes ShutdownEvent event) {
        tail.getAndSet(Optional.empty()).ifPresent(StreamConsumer::close);
    }

    /** There may be news. Returns at once. */
    void look() {
        // One after the other, as a processor must be told.
        synchronized (heard) {
            heard.onNext(true);
        }
    }

    /** Whether one more may listen; if so, he is counted until {@link #leave}. */
    boolean enter() {
        if (listeners.incrementAndGet() > config.listenersMax()) {
            listeners.decrementAndGet();
            return false;
        }
        return true;
    }

    void leave() {
        listeners.decrementAndGet();
    }

    /** The position of what was unlocked last: whoever follows from here gets what is unlocked from now on. */
    Uni<Long> now() {
        return unlocks.last();
    }

    /** @param after the last position that is known already */
    Multi<Unlock> follow(Optional<Login> login, long after) {
        AtomicLong known = new AtomicLong(after);
        return Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom().item(true),
                        heard.onOverflow().dropPreviousItems(),
                        Multi.createFrom()
                                .ticks()
                                .every(config.lookEvery())
                                .onOverflow()
                                .drop()
                                .map(_ -> true))
                .onOverflow()
                .dropPreviousItems()
                .onItem()
                .transformToMultiAndConcatenate(_ -> behind(login, known));
    }

    /** Page by page; a failed look is made up for by the next. */
    private Multi<Unlock> behind(Optional<Login> login, AtomicLong known) {
        return Multi.createBy()
                .repeating()
                .uni(() -> unlocks.after(known.get(), login, PAGE)
                        .onFailure()
                        .recoverWithItem(List.of())
                        .invoke(page -> {
                            if (!page.isEmpty()) {
                                known.set(page.getLast().position());
                            }
                        }))
                .whilst(page -> page.size() == PAGE)
                .onItem()
                .disjoint();
    }
}
