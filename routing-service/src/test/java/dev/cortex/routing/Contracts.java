package dev.cortex.routing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.mesh.json.MeshJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/** The golden files of messages: ours, and those of whom we listen to. */
public final class Contracts {
    private static final String FOLDER = "src/test/resources/contracts";

    private Contracts() {}

    public static JsonNode ours(String type) {
        return read(Path.of(FOLDER, type + ".json"));
    }

    public static JsonNode of(String service, String type) {
        return read(Path.of("..", service, FOLDER, type + ".json"));
    }

    /** The payload, which an entry holds as text. */
    public static JsonNode data(JsonNode entry) {
        JsonNode data = entry.get("data");
        return data.isTextual() ? parse(data.textValue()) : data;
    }

    public static JsonNode parse(String json) {
        try {
            return MeshJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Same members of the same kinds, all the way down; values are free, and so are the members named {@code scores}. */
    public static void assertSameShape(JsonNode golden, JsonNode real) {
        assertEquals(shape("", golden), shape("", real));
    }

    private static Set<String> shape(String path, JsonNode node) {
        Set<String> shape = new TreeSet<>();
        shape.add(path + ":" + node.getNodeType());
        if (node.isObject() && !path.endsWith(".scores")) {
            node.properties().forEach(member -> shape.addAll(shape(path + "." + member.getKey(), member.getValue())));
        }
        return shape;
    }

    private static JsonNode read(Path file) {
        try {
            return MeshJson.mapper().readTree(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
