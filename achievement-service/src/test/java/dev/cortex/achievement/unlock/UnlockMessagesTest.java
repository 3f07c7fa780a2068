package dev.cortex.achievement.unlock;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.mesh.json.MeshJson;
import dev.cortex.mesh.stream.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class UnlockMessagesTest {
    private static final Path GOLDEN = Path.of("src/test/resources/contracts/achievement.unlocked.json");
    private static final ObjectMapper JSON = MeshJson.mapper();

    @Test
    void writesWhatTheContractSays() throws IOException {
        Instant at = Instant.parse("2026-11-23T17:00:00Z");
        Unlock unlock = new Unlock(42, "U_kgDOABCDEF", "octocat", "pull_shark", "x3", 128, "webhook", at);
        Message message = new UnlockMessages(JSON).message(unlock);
        JsonNode golden = JSON.readTree(GOLDEN.toFile());
        assertEquals(golden.required("id").asText(), message.id());
        assertEquals(golden.required("type").asText(), message.type());
        assertEquals(Instant.parse(golden.required("time").asText()), message.time());
        assertEquals(JSON.readTree(golden.required("data").asText()), JSON.readTree(message.data()));
    }
}
