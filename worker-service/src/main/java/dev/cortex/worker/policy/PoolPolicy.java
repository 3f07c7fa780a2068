package dev.cortex.worker.policy;

import dev.cortex.worker.policy.PoolAction.Alarm;
import dev.cortex.worker.policy.PoolAction.CollectGarbage;
import dev.cortex.worker.policy.PoolAction.Drain;
import dev.cortex.worker.policy.PoolAction.Kill;
import dev.cortex.worker.policy.PoolAction.Promote;
import dev.cortex.worker.policy.PoolAction.Start;
import dev.cortex.worker.policy.PoolAction.Stop;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What to do about the workers, from what is seen of them.
 *
 * <pre>
 *   start ──► STARTING ──► WARM ──promote──► ACTIVE ──drain──► DRAINING ──► STOPPING ──► gone
 *                            ▲                                                            │
 *                            └───────────────── a new one is started ◄────────────────────┘
 * </pre>
 *
 * <p>INVARIANT: make before break. A worker is drained by plan only in the same breath in which a warm one is promoted in
 * its place, so capacity never dips; and one at a time with a floor between two, so that a cause which all workers share
 * (a leak in every one of them) can not empty the pool.
 *
 * <p>INVARIANT: a worker that is above the memory limit before it has done anything is not replaced: its successor would be
 * above the limit too, and the pool would only burn processor time (Celery #4125). People are told instead.
 */
public final class PoolPolicy {
    private final PoolLimits limits;
    private final StartPacing pacing;

    public PoolPolicy(PoolLimits limits, StartPacing pacing) {
        this.limits = limits;
        this.pacing = pacing;
    }

    /** The steps to take now, in order. Asked again after every change, so each call does only what is certain. */
    public List<PoolAction> decide(SeenPool seen) {
        var steps = new Steps(seen);
        seen.workers().forEach(worker -> endOverdue(seen, worker, steps));
        seen.workers().forEach(worker -> lookAtMemory(worker, steps));
        fillActive(seen, steps);
        recycle(seen, steps);
        shrink(seen, steps);
        start(seen, steps);
        return List.copyOf(steps.actions);
    }

    private void endOverdue(SeenPool seen, SeenWorker worker, Steps steps) {
        long inStage = seen.nowMillis() - worker.stageSinceMillis();
        switch (worker.stage()) {
            case STARTING -> {
                if (inStage > limits.startMax().toMillis()) {
                    steps.kill(worker, "was not ready in time");
                }
            }
            case WARM -> {
                if (silent(seen, worker)) {
                    steps.kill(worker, "stopped answering while parked");
                }
            }
            case ACTIVE -> {
                // Replaced by recycle(), in its order.
            }
            case DRAINING -> {
                if (worker.drained()) {
                    steps.add(new Stop(worker.id()));
                } else if (inStage > limits.drainMax().toMillis()) {
                    steps.kill(worker, "did not finish in time");
                } else if (worker.draining().equals(Optional.of(RecycleReason.HEARTBEAT)) && silent(seen, worker)) {
                    // It can not hear that it should drain. Its leases protect its tasks; its place is taken already.
                    steps.kill(worker, "stopped answering");
                }
            }
            case STOPPING -> {
                if (inStage > limits.stopMax().toMillis()) {
                    steps.kill(worker, "did not end when told");
                }
            }
        }
    }

    private void lookAtMemory(SeenWorker worker, Steps steps) {
        boolean watched = worker.stage() == Stage.ACTIVE || worker.stage() == Stage.WARM;
        if (watched && worker.overLimit() >= 1 && !worker.collected()) {
            steps.add(new CollectGarbage(worker.id()));
        }
        if (watched && overLimitForSure(worker) && worker.tasksDone() == 0) {
            steps.add(new Alarm(
                    worker.id(),
                    "a fresh worker is already above the memory limit: raise the limit or lower the heap"));
        }
    }

    private void fillActive(SeenPool seen, Steps steps) {
        while (steps.active < seen.active() && steps.hasWarm()) {
            steps.promoteOldestWarm();
        }
    }

    private void recycle(SeenPool seen, Steps steps) {
        boolean busy = seen.workers().stream().anyMatch(w -> w.stage() == Stage.DRAINING);
        if (busy) {
            return;
        }
        Optional<Candidate> chosen = seen.workers().stream()
                .filter(worker -> worker.stage() == Stage.ACTIVE)
                .flatMap(worker -> reason(seen, worker).map(r -> new Candidate(worker, r)).stream())
                .filter(candidate -> floorPassed(seen, candidate.reason()))
                .min(Comparator.comparing(Candidate::reason)
                        .thenComparing(candidate -> candidate.worker().startedMillis()));
        if (chosen.isEmpty()) {
            return;
        }
        if (steps.hasWarm()) {
            steps.promoteOldestWarm();
            steps.drain(chosen.get().worker(), chosen.get().reason());
        } else {
            // Without a warm worker in the plan (warm = 0) one is made for the occasion.
            steps.extra = seen.warm() == 0 ? 1 : 0;
        }
    }

    private void shrink(SeenPool seen, Steps steps) {
        seen.workers().stream()
                .filter(worker -> worker.stage() == Stage.ACTIVE && !steps.touched(worker))
                .sorted(Comparator.comparingLong(SeenWorker::startedMillis))
                .limit(Math.max(0, steps.active - seen.active()))
                .forEach(worker -> steps.drain(worker, RecycleReason.SCALED_DOWN));
        while (steps.warm.size() > seen.warm() + steps.extra) {
            steps.add(new Stop(steps.warm.removeLast().id()));
        }
    }

    private void start(SeenPool seen, Steps steps) {
        int missing = seen.active() + seen.warm() + steps.extra - steps.active - steps.warm.size() - steps.starting;
        int places = limits.startsAtOnce() - steps.starting;
        if (missing > 0 && places > 0 && pacing.mayStart(seen.nowMillis(), seen.recentFailuresMillis())) {
            for (int i = 0; i < Math.min(missing, places); i++) {
                steps.add(new Start());
            }
        }
    }

    private Optional<RecycleReason> reason(SeenPool seen, SeenWorker worker) {
        if (silent(seen, worker)) {
            return Optional.of(RecycleReason.HEARTBEAT);
        }
        if (overLimitForSure(worker) && worker.tasksDone() > 0 && successorsFit(seen)) {
            return Optional.of(RecycleReason.MEMORY);
        }
        if (worker.wish().isPresent()) {
            return worker.wish();
        }
        if (worker.tasksDone() >= limits.tasksMax()) {
            return Optional.of(RecycleReason.TASKS);
        }
        if (seen.nowMillis() - worker.startedMillis() > limits.ageMax().toMillis()) {
            return Optional.of(RecycleReason.AGE);
        }
        return Optional.empty();
    }

    /** Twice in a row, with a garbage collection between the two: one look can catch a heap just before its collection. */
    private static boolean overLimitForSure(SeenWorker worker) {
        return worker.overLimit() >= 2 && worker.collected();
    }

    private static boolean successorsFit(SeenPool seen) {
        return seen.workers().stream().noneMatch(w -> w.stage() == Stage.WARM && overLimitForSure(w));
    }

    private boolean silent(SeenPool seen, SeenWorker worker) {
        return seen.nowMillis() - worker.lastBeatMillis()
                > limits.heartbeatMax().toMillis();
    }

    /** A worker that is gone or that a person pointed at is not kept waiting. */
    private boolean floorPassed(SeenPool seen, RecycleReason reason) {
        boolean planned =
                switch (reason) {
                    case MEMORY, TASKS, AGE -> true;
                    case HEARTBEAT, REQUESTED, SCALED_DOWN, CRASHED -> false;
                };
        return !planned
                || seen.lastRecycleMillis().isEmpty()
                || seen.nowMillis() - seen.lastRecycleMillis().getAsLong()
                        >= limits.recycleFloor().toMillis();
    }

    private record Candidate(SeenWorker worker, RecycleReason reason) {}

    /** The plan while it grows, and the counts as they will be when it has been carried out. */
    private static final class Steps {
        private final List<PoolAction> actions = new ArrayList<>();
        private final List<String> drained = new ArrayList<>();
        private final List<SeenWorker> warm = new ArrayList<>();
        private int active;
        private int starting;
        private int extra;

        Steps(SeenPool seen) {
            for (SeenWorker worker : seen.workers()) {
                switch (worker.stage()) {
                    case STARTING -> starting++;
                    case WARM -> warm.add(worker);
                    case ACTIVE -> active++;
                    case DRAINING, STOPPING -> {
                        // On their way out: they count for nothing.
                    }
                }
            }
            warm.sort(Comparator.comparingLong(SeenWorker::startedMillis));
        }

        void add(PoolAction action) {
            actions.add(action);
        }

        void kill(SeenWorker worker, String why) {
            add(new Kill(worker.id(), why));
            warm.remove(worker);
        }

        boolean hasWarm() {
            return !warm.isEmpty();
        }

        void promoteOldestWarm() {
            add(new Promote(warm.removeFirst().id()));
            active++;
        }

        void drain(SeenWorker worker, RecycleReason reason) {
            add(new Drain(worker.id(), reason));
            drained.add(worker.id());
            active--;
        }

        boolean touched(SeenWorker worker) {
            return drained.contains(worker.id());
        }
    }
}
