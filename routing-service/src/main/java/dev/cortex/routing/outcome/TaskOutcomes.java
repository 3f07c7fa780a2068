package dev.cortex.routing.outcome;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.stream.BatchHandler;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Verdict;
import dev.cortex.routing.decision.DecisionBook;
import dev.cortex.routing.decision.Routed;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Spaces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes what became of tasks from the stream into the log, a batch a transaction. */
@ApplicationScoped
public class TaskOutcomes implements BatchHandler {
    private final DecisionBook book;
    private final Ledger ledger;
    private final Spaces spaces;
    private final ObjectMapper json;
    private final double failureStrength;

    TaskOutcomes(DecisionBook book, Ledger ledger, Spaces spaces, ObjectMapper json, RoutingSettings settings) {
        this.book = book;
        this.ledger = ledger;
        this.spaces = spaces;
        this.json = json;
        failureStrength = settings.model().failureStrength();
    }

    @Override
    public Uni<List<Verdict>> handle(List<Delivery> batch) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        List<Verdict> verdicts = new ArrayList<>();
        for (Delivery delivery : batch) {
            verdicts.add(read(delivery.message().data(), outcomes));
        }
        return outcomes.isEmpty()
                ? Uni.createFrom().item(verdicts)
                : book.known(Spaces.DEFAULT, outcomes.keySet())
                        .map(routed -> predicted(outcomes, routed))
                        .flatMap(ledger::append)
                        .replaceWith(verdicts);
    }

    private static List<Outcome> predicted(Map<String, Outcome> outcomes, Map<String, Routed> routed) {
        return outcomes.values().stream()
                .map(outcome -> Optional.ofNullable(routed.get(outcome.taskId()))
                        .map(outcome::with)
                        .orElse(outcome))
                .toList();
    }

    private Verdict read(String data, Map<String, Outcome> outcomes) {
        try {
            // JSON's null is read as none.
            @Nullable TaskOutcome told = json.readValue(data, TaskOutcome.class);
            if (told == null) {
                return new Verdict.Dead("the data of task.outcome is an object, not null");
            }
            Optional<Outcome> outcome = told.outcome(failureStrength);
            outcome.filter(this::concernsAnExpert).ifPresent(known -> outcomes.putIfAbsent(known.taskId(), known));
            return Verdict.DONE;
        } catch (JsonProcessingException e) {
            return new Verdict.Dead("the data of task.outcome can not be read");
        }
    }

    private boolean concernsAnExpert(Outcome outcome) {
        return spaces.find(outcome.space())
                .flatMap(space -> space.expert(outcome.judgement().expert()))
                .isPresent();
    }
}
