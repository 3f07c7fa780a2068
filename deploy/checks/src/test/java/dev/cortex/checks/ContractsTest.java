package dev.cortex.checks;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message between services has one golden file at its producer, and every consumer is tested with that file. */
class ContractsTest {
    /** Who sends what to whom: the map that the services' tests fill in. */
    private record Contract(String message, String producer, List<String> consumers) {}

    private static final List<Contract> CONTRACTS = List.of(
            new Contract("task.submitted", "worker-service", List.of("routing-service")),
            new Contract("task.routed", "routing-service", List.of("worker-service")),
            new Contract("moe_routing_decision", "routing-service", List.of("worker-service")),
            new Contract("task.outcome", "worker-service", List.of("routing-service", "achievement-service")),
            // For whoever wants to know; the service's own replicas take it for a poke.
            new Contract("achievement.unlocked", "achievement-service", List.of()),
            // A poke: that it came is all that is read of it.
            new Contract("routing.outcome_logged", "routing-service", List.of()),
            // For people and their tools.
            new Contract("routing.drift_alarm", "routing-service", List.of()));

    private static final String FOLDER = "src/test/resources/contracts";
    private static final Set<String> REQUIRED = Set.of("v", "id", "type", "time", "data");
    private static final Set<String> KNOWN = Set.of("v", "id", "type", "time", "traceparent", "data");
    private static final String TRACEPARENT = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Contract> contracts() {
        return CONTRACTS;
    }

    static Stream<Path> goldenFiles() {
        return Checkout.SERVICES.stream()
                .flatMap(service ->
                        Checkout.files(Checkout.root().resolve(service).resolve(FOLDER), ".json").stream());
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theProducerKeepsTheGoldenFile(Contract contract) {
        Path file = Checkout.root().resolve(contract.producer).resolve(FOLDER).resolve(contract.message + ".json");
        assertTrue(
                Files.isRegularFile(file), () -> "missing: " + Checkout.root().relativize(file));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void aGoldenFileIsAWholeEntry(Path file) throws IOException {
        JsonNode entry = JSON.readTree(file.toFile());
        Set<String> names = names(entry);
        assertTrue(names.containsAll(REQUIRED), () -> "fields " + REQUIRED + " in " + names);
        assertTrue(KNOWN.containsAll(names), () -> "only fields " + KNOWN + " in " + names);
        assertEquals("1", entry.path("v").asText());
        assertEquals(file.getFileName().toString(), entry.path("type").asText() + ".json");
        assertDoesNotThrow(() -> Instant.parse(entry.path("time").asText()));
        if (entry.has("traceparent")) {
            assertTrue(entry.path("traceparent").asText().matches(TRACEPARENT));
        }
        JsonNode data = entry.path("data");
        assertTrue(data.isTextual(), "Redis holds text: data is JSON in a string");
        JsonNode payload = JSON.readTree(data.asText());
        assertTrue(payload.isObject() && !payload.isEmpty(), "data is a JSON object");
        names(payload).forEach(name -> assertTrue(name.matches("[a-z][a-z0-9_]*"), "snake_case: " + name));
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyConsumerIsTestedWithTheProducersFile(Contract contract) {
        for (String consumer : contract.consumers) {
            boolean tested = testSources(consumer)
                    .anyMatch(text -> text.contains(contract.message)
                            && (consumer.equals(contract.producer)
                                    || text.contains("../" + contract.producer)
                                    || text.contains("\"" + contract.producer + "\"")));
            assertTrue(
                    tested,
                    () -> "no test of " + consumer + " reads " + contract.message + ".json of " + contract.producer);
        }
    }

    @Test
    void noGoldenFileIsForgottenHere() {
        Set<String> files = goldenFiles()
                .map(file -> file.getFileName().toString().replace(".json", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        CONTRACTS.forEach(contract -> files.remove(contract.message));
        assertEquals(Set.of(), files, "messages without a line in the table above");
    }

    private static Stream<String> testSources(String module) {
        return Checkout.files(Checkout.root().resolve(module).resolve("src/test/java"), ".java").stream()
                .map(ContractsTest::text);
    }

    private static String text(Path file) {
        return assertDoesNotThrow(() -> Files.readString(file));
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        for (Iterator<String> each = object.fieldNames(); each.hasNext(); ) {
            names.add(each.next());
        }
        return names;
    }
}
