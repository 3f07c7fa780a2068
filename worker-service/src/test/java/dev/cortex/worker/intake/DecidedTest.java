package dev.cortex.worker.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.GoldenFiles;
import dev.cortex.worker.task.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DecidedTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void routersDecisionIsUnderstood() throws IOException {
        String data = GoldenFiles.of("routing-service", "moe_routing_decision")
                .path("data")
                .asText();
        assertEquals(
                Optional.of(new Decided(
                        UUID.fromString("0193594f-0f52-7d2c-a5b4-0f3c1d2e4a5b"),
                        new Routing("security", 0.93, Optional.of("single_expert"), Optional.of("prior")))),
                Decided.read(data, JSON));
    }

    @Test
    void decisionOnSomethingElseIsNotOurs() {
        for (String data :
                List.of("", "no json", "{}", "{\"task_id\":\"order-7\",\"decision\":{\"primary_expert\":\"x\"}}")) {
            assertEquals(Optional.empty(), Decided.read(data, JSON), data);
        }
    }
}
