package dev.cortex.routing.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.outcome.Feedback;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** Outcomes as NDJSON: one a line, blank lines skipped. */
@Singleton
final class OutcomeLines {
    private final ObjectMapper json;

    OutcomeLines(ObjectMapper json) {
        this.json = json;
    }

    List<Feedback> read(String body) {
        List<String> lines = body.lines().toList();
        List<Feedback> feedback = new ArrayList<>();
        for (int at = 0; at < lines.size(); at++) {
            if (!lines.get(at).isBlank()) {
                feedback.add(read(lines.get(at), at + 1));
            }
        }
        return feedback;
    }

    private Feedback read(String line, int number) {
        try {
            Feedback feedback = json.readValue(line, Feedback.class);
            if (feedback != null) {
                return feedback;
            }
        } catch (JsonProcessingException e) {
            throw Refusal.INVALID.because("Line " + number + " is not an outcome as JSON; nothing was applied.");
        }
        throw Refusal.INVALID.because("Line " + number + " is null; an outcome is an object.");
    }
}
