package dev.cortex.achievement.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.achievement.observation.Login;
import dev.cortex.mesh.json.MeshJson;
import dev.cortex.mesh.stream.Delivery;
import dev.cortex.mesh.stream.Message;
import dev.cortex.mesh.stream.Verdict;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeListenerTest {
    /** The producer owns the shape of its message; this is its file. */
    private static final Path GOLDEN = Path.of("../worker-service/src/test/resources/contracts/task.outcome.json");

    private static final ObjectMapper JSON = MeshJson.mapper();

    private final Map<Login, Instant> moved = new HashMap<>();
    private final OutcomeListener listener = new OutcomeListener(JSON, (login, time) -> {
        moved.put(login, time);
        return Uni.createFrom().voidItem();
    });

    @Test
    void readsWhatTheProducerWrites() throws IOException {
        assertEquals(Verdict.DONE, handle(golden()));
        assertEquals(Map.of(), moved, "a request to somewhere moves nobody's numbers");
    }

    @Test
    void letsGoWhatWasKeptOfAUserForWhomATaskDidSomething() throws IOException {
        Message golden = golden();
        assertEquals(Verdict.DONE, handle(with(golden, "github.issue", true, "octocat")));
        assertEquals(Map.of(new Login("octocat"), golden.time()), moved);
    }

    @Test
    void keepsWhatItHasAfterATaskThatFailedOrOnlyRead() throws IOException {
        handle(with(golden(), "github.issue", false, "octocat"));
        handle(with(golden(), "achievement.refresh", true, "octocat"));
        handle(with(golden(), "github.issue", true, "not a login"));
        assertEquals(Map.of(), moved);
    }

    @Test
    void setsAsideWhatIsNoJson() throws IOException {
        Message golden = golden();
        Message broken = new Message(golden.id(), golden.type(), golden.time(), Optional.empty(), "{");
        assertInstanceOf(Verdict.Dead.class, handle(broken));
    }

    private Verdict handle(Message message) {
        return listener.handle(new Delivery("cortex.outcomes", "1-0", 1, message))
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private static Message golden() throws IOException {
        JsonNode fields = JSON.readTree(GOLDEN.toFile());
        return new Message(
                fields.required("id").asText(),
                fields.required("type").asText(),
                Instant.parse(fields.required("time").asText()),
                Optional.empty(),
                fields.required("data").asText());
    }

    private static Message with(Message golden, String type, boolean success, String username) throws IOException {
        ObjectNode data = (ObjectNode) JSON.readTree(golden.data());
        data.put("type", type).put("success", success).putObject("result").put("username", username);
        return new Message(golden.id(), golden.type(), golden.time(), Optional.empty(), data.toString());
    }
}
