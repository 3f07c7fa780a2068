package dev.cortex.routing.space;

import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.model.Router;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about the experts of a router with every task, gone over only after they changed.
 *
 * @param of whose experts; null before anything is known
 * @param retired those that were here and are retired
 */
record ExpertFacts(
        @Nullable Router of, int hash, int count, Map<String, Integer> capacities, List<String> retired, long bytes) {
    static final ExpertFacts NONE = new ExpertFacts(null, 0, 0, Map.of(), List.of(), 0);

    static ExpertFacts of(Router router) {
        List<Expert> all = router.experts();
        Map<String, Integer> capacities = all.stream()
                .filter(expert -> expert.capacity() > 0)
                .collect(Collectors.toUnmodifiableMap(Expert::id, Expert::capacity));
        return new ExpertFacts(router, all.hashCode(), all.size(), capacities, router.retired(), Memory.of(all));
    }
}
