package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The requests that this replica has under way, and the line before them: people pass all that nobody waits for, and a part
 * of the places is theirs alone.
 */
final class Places {
    private final int max;
    private final int backgroundMax;
    private final int waitingMax;
    private final Deque<CompletableFuture<Boolean>> people = new ArrayDeque<>();
    private final Deque<CompletableFuture<Boolean>> background = new ArrayDeque<>();
    private int taken;
    private int takenByBackground;

    /** @param waitingMax in each of the two lines */
    Places(int max, int backgroundMax, int waitingMax) {
        this.max = max;
        this.backgroundMax = backgroundMax;
        this.waitingMax = waitingMax;
    }

    /** @return whether there is a place, as soon as there is; false at once where too many wait. Whoever entered leaves. */
    Uni<Boolean> enter(Urgency urgency) {
        return Uni.createFrom().deferred(() -> Uni.createFrom().completionStage(entered(urgency)));
    }

    private synchronized CompletableFuture<Boolean> entered(Urgency urgency) {
        if (free(urgency)) {
            take(urgency);
            return CompletableFuture.completedFuture(true);
        }
        Deque<CompletableFuture<Boolean>> line = urgency == Urgency.PERSON ? people : background;
        if (line.size() >= waitingMax) {
            return CompletableFuture.completedFuture(false);
        }
        CompletableFuture<Boolean> turn = new CompletableFuture<>();
        line.addLast(turn);
        return turn;
    }

    void leave(Urgency urgency) {
        // Outside of the lock: what waits runs on from here.
        left(urgency).ifPresent(turn -> turn.complete(true));
    }

    private synchronized Optional<CompletableFuture<Boolean>> left(Urgency urgency) {
        taken--;
        takenByBackground -= urgency == Urgency.BACKGROUND ? 1 : 0;
        if (!people.isEmpty() && free(Urgency.PERSON)) {
            take(Urgency.PERSON);
            return Optional.of(people.removeFirst());
        }
        if (!background.isEmpty() && free(Urgency.BACKGROUND)) {
            take(Urgency.BACKGROUND);
            return Optional.of(background.removeFirst());
        }
        return Optional.empty();
    }

    private boolean free(Urgency urgency) {
        return taken < max && (urgency == Urgency.PERSON || takenByBackground < backgroundMax && people.isEmpty());
    }

    private void take(Urgency urgency) {
        taken++;
        takenByBackground += urgency == Urgency.BACKGROUND ? 1 : 0;
    }

    synchronized int taken() {
        return taken;
    }

    synchronized int waiting() {
        return people.size() + background.size();
    }
}
