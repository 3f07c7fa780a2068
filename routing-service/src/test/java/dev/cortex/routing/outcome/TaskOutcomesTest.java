package dev.cortex.routing.outcome;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.cortex.mesh.json.MeshJson;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.Verdict;
import dev.cortex.routing.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskOutcomesTest {
    @ParameterizedTest
    @ValueSource(strings = {"null", "", "{", "7", "[]"})
    void dataThatIsNoOutcomeIsDeadAtOnce(String data) {
        TaskOutcomes outcomes = new TaskOutcomes(null, null, null, MeshJson.mapper(), Settings.defaults());
        Message message = new Message("1", "task.outcome", Instant.EPOCH, Optional.empty(), data);
        List<Verdict> verdicts = outcomes.handle(List.of(new Delivery("cortex.outcomes", "1-0", 1, message)))
                .await()
                .atMost(Duration.ofSeconds(30));
        assertInstanceOf(Verdict.Dead.class, verdicts.getFirst());
    }
}
