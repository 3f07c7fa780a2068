package dev.cortex.routing.api;

import dev.cortex.routing.experts.Definition;
import dev.cortex.routing.experts.Expert;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Many definitions at once: {@code {"experts": [{"id", ...}, ...]}}. */
record ExpertsBody(@Nullable List<@Nullable Definition> experts) {
    List<Expert> experts(int max) {
        if (experts == null) {
            throw Refusal.INVALID.because("Field 'experts' is required: a list of definitions, each with its id.");
        }
        if (experts.size() > max) {
            throw Refusal.TOO_MANY.because("At most " + max + " experts in a space.");
        }
        List<Expert> read = new ArrayList<>(experts.size());
        Set<String> ids = new HashSet<>();
        for (int at = 0; at < experts.size(); at++) {
            Expert expert = expert(at, experts.get(at));
            if (!ids.add(expert.id())) {
                throw Refusal.INVALID.because("Field 'experts[" + at + "].id' is there twice.");
            }
            read.add(expert);
        }
        return read;
    }

    private static Expert expert(int at, @Nullable Definition definition) {
        if (definition == null) {
            throw Refusal.INVALID.because("Field 'experts[" + at + "]' is null; a definition is an object.");
        }
        try {
            return definition.expert();
        } catch (IllegalArgumentException e) {
            throw Refusal.INVALID.because("Field 'experts[" + at + "]' can not be taken: " + e.getMessage() + ".");
        }
    }
}
