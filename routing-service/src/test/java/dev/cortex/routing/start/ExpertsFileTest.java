package dev.cortex.routing.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.mesh.json.MeshJson;
import dev.cortex.routing.experts.Expert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpertsFileTest {
    @TempDir
    Path directory;

    @Test
    void expertsOfTheMeshAndOfOtherSpaces() throws IOException {
        Map<String, List<Expert>> read = read("""
                {"experts": [{"id": "baker", "type_prefixes": ["bake"], "capacity": 2}],
                 "spaces": {"other": [{"id": "smith", "description": "forges"}, {"id": "miller"}]}}
                """);
        assertEquals(
                new Expert("baker", "", List.of("bake"), List.of(), List.of(), List.of(), 2),
                read.get("default").getFirst());
        assertEquals(
                List.of("smith", "miller"),
                read.get("other").stream().map(Expert::id).toList());
    }

    @Test
    void aFileThatCanNotBeUsedSaysWhy() {
        refused("", "");
        refused("{}", "neither");
        refused("{\"experts\": 7}", "list");
        refused("{\"experts\": [{\"id\": \"B!\"}]}", "B!");
        refused("{\"experts\": [{\"id\": \"a\", \"capacity\": \"x\"}]}", "'a'");
        refused("{\"spaces\": {\"Not A Name\": []}}", "Not A Name");
        assertThrows(
                IllegalArgumentException.class,
                () -> ExpertsFile.read(directory.resolve("nowhere.json"), MeshJson.mapper()));
    }

    private void refused(String content, String word) {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> read(content));
        String message = String.valueOf(refusal.getMessage());
        assertTrue(message.contains(word) && message.contains("experts.json"), message);
    }

    private Map<String, List<Expert>> read(String content) throws IOException {
        Path file = directory.resolve("experts.json");
        Files.writeString(file, content);
        return ExpertsFile.read(file, MeshJson.mapper());
    }
}
