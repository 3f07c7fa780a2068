package dev.cortex.routing.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.model.Method;
import dev.cortex.routing.model.Strategy;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The parts of a decision as the database and the streams hold them. */
@Singleton
final class DecisionJson {
    private final ObjectMapper json;

    DecisionJson(ObjectMapper json) {
        this.json = json;
    }

    String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a decision can not be written as JSON", e);
        }
    }

    String scores(Map<String, Double> scores) {
        return write(scores);
    }

    /** jsonb does not keep the order of members, so the best first is made anew. */
    Map<String, Double> scores(String text) {
        try {
            Map<String, Double> unordered = json.readValue(text, new TypeReference<Map<String, Double>>() {});
            Map<String, Double> scores = new LinkedHashMap<>();
            unordered.entrySet().stream()
                    .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                    .forEach(entry -> scores.put(entry.getKey(), entry.getValue()));
            return scores;
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("the scores of a decision can not be read", e);
        }
    }

    static Strategy strategy(String word) {
        return Arrays.stream(Strategy.values())
                .filter(strategy -> strategy.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown strategy in the database: " + word));
    }

    static Method method(String word) {
        return Arrays.stream(Method.values())
                .filter(method -> method.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("unknown method in the database: " + word));
    }
}
