package dev.cortex.worker.api;

import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.task.PostgresTasks;
import dev.cortex.worker.task.RedisPokes;
import dev.cortex.worker.task.Task;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Follows tasks. What was heard over Redis only says when to look; the row says what is the case, and a slow look at it makes
 * up for what was not heard. So following works, if slower, also while Redis is away.
 */
@Singleton
final class TaskEvents {
    private static final Duration RECONNECT_MIN = Duration.ofMillis(200);
    private static final Duration RECONNECT_MAX = Duration.ofSeconds(5);
    // Tasks looked at together for those who follow all.
    private static final int GATHERED_MAX = 200;

    private final PostgresTasks tasks;
    private final WorkerConfig.Events config;
    private final Multi<List<UUID>> heard;
    private final AtomicInteger followers = new AtomicInteger();

    TaskEvents(PostgresTasks tasks, RedisPokes pokes, WorkerConfig config) {
        this.tasks = tasks;
        this.config = config.events();
        // One subscription of this process for all followers, as long as there are any.
        this.heard = Multi.createFrom()
                .deferred(pokes::receiveChanged)
                .onFailure()
                .retry()
                .withBackOff(RECONNECT_MIN, RECONNECT_MAX)
                .indefinitely()
                .broadcast()
                .withCancellationAfterLastSubscriberDeparture()
                .toAllSubscribers();
    }

    /** The task as it is, then whenever something changed, until it has ended. Fails where there is no such task. */
    Multi<TaskView> follow(UUID id) {
        Multi<Object> looks = Multi.createBy()
                .merging()
                .streams(
                        Multi.createFrom().item((Object) id),
                        Multi.createFrom().ticks().every(config.pollInterval()).map(tick -> (Object) tick),
                        heard.filter(ids -> ids.contains(id)).map(ids -> (Object) ids))
                .onOverflow()
                .dropPreviousItems();
        return bounded(looks.onItem()
                .transformToUniAndConcatenate(look -> tasks.find(id))
                .map(found -> found.orElseThrow(TaskIds::unknown))
                .skip()
                .repetitions((before, after) -> same(before, after) ? 0 : 1)
                .onItem()
                .transformToMultiAndConcatenate(TaskEvents::withEnd)
                .select()
                .first(Step::goesOn)
                .map(Step::view));
    }

    /** Whatever changes from now on; under load only the latest of each task. */
    Multi<TaskView> followAll() {
        return bounded(heard.onItem()
                .<UUID>disjoint()
                .group()
                .intoLists()
                .of(GATHERED_MAX, config.gather())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(ids -> tasks.findAll(distinct(ids)))
                .onItem()
                .<Task>disjoint()
                .map(TaskView::of));
    }

    private Multi<TaskView> bounded(Multi<TaskView> events) {
        return Multi.createFrom().deferred(() -> {
            if (followers.incrementAndGet() > config.followersMax()) {
                followers.decrementAndGet();
                return Multi.createFrom()
                        .failure(TaskProblem.BUSY.because("too many followers; poll the task instead"));
            }
            return events.onTermination().invoke(followers::decrementAndGet);
        });
    }

    /** An element that ends the stream after the one before it was let through. */
    private record Step(TaskView view, boolean goesOn) {}

    private static Multi<Step> withEnd(Task task) {
        var step = new Step(TaskView.of(task), true);
        return task.state().ended()
                ? Multi.createFrom().items(step, new Step(step.view(), false))
                : Multi.createFrom().item(step);
    }

    private static boolean same(Task before, Task after) {
        return before.state() == after.state()
                && before.attempt() == after.attempt()
                && before.progress().equals(after.progress())
                && before.expert().equals(after.expert());
    }

    private static Set<UUID> distinct(List<UUID> ids) {
        return new LinkedHashSet<>(ids);
    }
}
