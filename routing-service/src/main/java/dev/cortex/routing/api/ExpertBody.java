package dev.cortex.routing.api;

import dev.cortex.routing.experts.Expert;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The definition of an expert as a client sends it; what is left out is empty. */
record ExpertBody(
        @Nullable String description,
        @Nullable List<@Nullable String> typePrefixes,
        @Nullable List<@Nullable String> keywords,
        @Nullable List<@Nullable String> boosters,
        @Nullable List<@Nullable String> negatives,
        @Nullable Integer capacity) {
    Expert expert(String id) {
        try {
            return new Expert(
                    id,
                    description == null ? "" : description,
                    words("type_prefixes", typePrefixes),
                    words("keywords", keywords),
                    words("boosters", boosters),
                    words("negatives", negatives),
                    capacity == null ? 0 : capacity);
        } catch (IllegalArgumentException e) {
            throw Refusal.INVALID.because("The expert can not be taken: " + e.getMessage() + ".");
        }
    }

    private static List<String> words(String field, @Nullable List<@Nullable String> given) {
        List<@Nullable String> list = given == null ? List.of() : given;
        return list.stream()
                .map(word -> {
                    if (word == null) {
                        throw new IllegalArgumentException(field + " holds no null");
                    }
                    return word.replace('\0', ' ');
                })
                .toList();
    }
}
