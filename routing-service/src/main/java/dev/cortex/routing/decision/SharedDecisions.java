package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Decisions of all replicas: the second level of the cache. Being without it costs a decision made again, no more. */
interface SharedDecisions {
    /** Whether {@link #find} is worth its round trip at this moment. */
    boolean worthAsking();

    /** Those of the keys that have one; never fails, and answers nothing when it takes too long. */
    Uni<Map<DecisionKey, Kept>> find(List<DecisionKey> keys);

    /** Tells the other replicas, some time soon and if there is room. */
    void offer(DecisionKey key, Decision decision);

    /** @param left of its life, counted from when it was made: being found does not lengthen it */
    record Kept(Decision decision, Duration left) {}

    /** For where there is no other replica. */
    SharedDecisions NONE = new SharedDecisions() {
        @Override
        public boolean worthAsking() {
            return false;
        }

        @Override
        public Uni<Map<DecisionKey, Kept>> find(List<DecisionKey> keys) {
            return Uni.createFrom().item(Map.of());
        }

        @Override
        public void offer(DecisionKey key, Decision decision) {}
    };
}
