package dev.cortex.routing.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.experts.Definition;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.space.Spaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Experts from a file: {@code {"experts": [...]}} for the mesh's own space, {@code {"spaces": {name: [...]}}} for others, or
 * both. At every start what the file says differently from the log is put in force; whom it does not mention stays.
 */
final class ExpertsFile {
    private ExpertsFile() {}

    /**
     * By space.
     *
     * @param json reads property names in snake_case
     * @throws IllegalArgumentException with a sentence that says what is wrong with the file
     */
    static Map<String, List<Expert>> read(Path file, ObjectMapper json) {
        try {
            JsonNode all = json.readTree(Files.readString(file));
            Map<String, List<Expert>> experts = new LinkedHashMap<>();
            if (all.has("experts")) {
                experts.put(Spaces.DEFAULT, list(Spaces.DEFAULT, all.get("experts"), json));
            }
            all.path("spaces").properties().forEach(space -> {
                if (!Expert.isId(space.getKey())) {
                    throw new IllegalArgumentException("a space can not be called '" + space.getKey() + "'");
                }
                experts.put(space.getKey(), list(space.getKey(), space.getValue(), json));
            });
            if (experts.isEmpty()) {
                throw new IllegalArgumentException("it has neither 'experts' nor 'spaces'");
            }
            return experts;
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the file of experts " + file + " can not be used: " + e.getMessage(), e);
        }
    }

    private static List<Expert> list(String space, JsonNode nodes, ObjectMapper json) {
        if (!nodes.isArray()) {
            throw new IllegalArgumentException("the experts of '" + space + "' are not a list");
        }
        List<Expert> experts = new ArrayList<>();
        for (JsonNode node : nodes) {
            experts.add(expert(space, node, json));
        }
        return experts;
    }

    private static Expert expert(String space, JsonNode node, ObjectMapper json) {
        try {
            return json.treeToValue(node, Definition.class).expert();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expert '" + node.path("id").asText() + "' of '" + space + "': " + e.getMessage(), e);
        }
    }
}
