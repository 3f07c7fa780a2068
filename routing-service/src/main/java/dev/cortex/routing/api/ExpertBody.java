package dev.cortex.routing.api;

import dev.cortex.routing.experts.Definition;
import dev.cortex.routing.experts.Expert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition of an expert as a client sends it; its id stands in the path. */
record ExpertBody(
        @Nullable String description,
        @Nullable List<@Nullable String> typePrefixes,
        @Nullable List<@Nullable String> keywords,
        @Nullable List<@Nullable String> boosters,
        @Nullable List<@Nullable String> negatives,
        @Nullable Integer capacity) {
    Expert expert(String id) {
        try {
            return new Definition(id, description, typePrefixes, keywords, boosters, negatives, capacity).expert();
        } catch (IllegalArgumentException e) {
            throw Refusal.INVALID.because("The expert can not be taken: " + e.getMessage() + ".");
        }
    }
}
