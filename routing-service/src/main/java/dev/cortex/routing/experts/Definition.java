package dev.cortex.routing.experts;

import dev.cortex.routing.text.PlainText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expert as somebody writes it down, in a request or a file; what is left out is empty. */
public record Definition(
        @Nullable String id,
        @Nullable String description,
        @Nullable List<@Nullable String> typePrefixes,
        @Nullable List<@Nullable String> keywords,
        @Nullable List<@Nullable String> boosters,
        @Nullable List<@Nullable String> negatives,
        @Nullable Integer capacity) {
    /** @throws IllegalArgumentException with a sentence that says what is wrong with it */
    public Expert expert() {
        if (id == null) {
            throw new IllegalArgumentException("an expert needs an id");
        }
        return new Expert(
                id,
                description == null ? "" : PlainText.clean(description),
                words("type_prefixes", typePrefixes),
                words("keywords", keywords),
                words("boosters", boosters),
                words("negatives", negatives),
                capacity == null ? 0 : capacity);
    }

    private static List<String> words(String field, @Nullable List<@Nullable String> given) {
        List<@Nullable String> list = given == null ? List.of() : given;
        return list.stream()
                .map(word -> {
                    if (word == null) {
                        throw new IllegalArgumentException(field + " holds no null");
                    }
                    return PlainText.clean(word);
                })
                .toList();
    }
}
