package dev.cortex.gateway.upstream;

import dev.cortex.gateway.balance.Choice;
import dev.cortex.gateway.balance.Exhausted;
import dev.cortex.gateway.balance.Peer;
import dev.cortex.gateway.balance.Turn;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import org.jspecify.annotations.Nullable;

/**
 * Which peer a call is at, and whether it may try another.
 *
 * <p>INVARIANT: from {@link #begin} to {@link #end} the call counts once in the budget, and from {@link #next} to {@link #leave} once at
 * exactly one peer.
 */
final class Attempts {
    private final Upstream upstream;
    private final Turn turn = new Turn();
    private @Nullable Peer peer;
    private @Nullable Refusal lastRefusal;
    private int retries;

    Attempts(Upstream upstream) {
        this.upstream = upstream;
    }

    void begin() {
        upstream.retryBudget().begin();
    }

    Choice next() {
        Choice choice = upstream.peers().pick(turn, Upstream.nowMillis());
        peer = choice instanceof Peer chosen ? chosen : null;
        return choice;
    }

    @Nullable
    Peer current() {
        return peer;
    }

    /** @param failed whether the peer gave no answer, which counts against it */
    void leave(boolean failed) {
        if (peer != null) {
            peer = null;
            upstream.peers().release(turn, failed, Upstream.nowMillis());
        }
    }

    /** Whether the budget has a retry for this call after {@code refusal}. */
    boolean mayRetry(Refusal refusal) {
        lastRefusal = refusal;
        if (!upstream.retryBudget().tryRetry()) {
            return false;
        }
        retries++;
        upstream.retries.increment();
        return true;
    }

    /** What to tell the client when no peer is left: what the last one failed with says more than that none is left. */
    Refusal refusal(Exhausted why) {
        if (lastRefusal != null) {
            return lastRefusal;
        }
        return switch (why) {
            case SATURATED ->
                Failure.SATURATED.because("Every server of the service has as many requests as it may have.");
            case NONE_LIVE -> Failure.NO_PEER.because("Every server of the service is down or has failed.");
        };
    }

    void end(boolean failed) {
        leave(failed);
        upstream.retryBudget().end(retries);
    }
}
