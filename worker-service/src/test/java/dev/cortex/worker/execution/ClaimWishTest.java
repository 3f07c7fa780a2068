package dev.cortex.worker.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.GoldenFiles;
import dev.cortex.worker.task.Routing;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimWishTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void routersMessageIsUnderstood() throws IOException {
        String data =
                GoldenFiles.of("routing-service", "task.routed").path("data").asText();
        assertEquals(
                Optional.of(new ClaimWish(
                        UUID.fromString("0193594f-0f52-7d2c-a5b4-0f3c1d2e4a5b"),
                        new Routing("security", 0.93, Optional.of("single_expert"), Optional.of("prior")))),
                ClaimWish.read(data, JSON));
    }

    @Test
    void whatNamesNoTaskIsNotUnderstood() {
        for (String data : List.of(
                "",
                "no json",
                "[]",
                "{}",
                "{\"task_id\":\"7\",\"expert\":\"x\"}",
                "{\"task_id\":\"0193594f-0f52-7d2c-a5b4-0f3c1d2e4a5b\"}")) {
            assertEquals(Optional.empty(), ClaimWish.read(data, JSON), data);
        }
    }
}
