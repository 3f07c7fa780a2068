package dev.cortex.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;

/** The golden files of messages: ours, and those of whom we listen to. */
public final class GoldenFiles {
    private static final String FOLDER = "src/test/resources/contracts";

    private GoldenFiles() {}

    public static JsonNode ours(String message) throws IOException {
        return read(Path.of(FOLDER, message + ".json"));
    }

    public static JsonNode of(String service, String message) throws IOException {
        return read(Path.of("..", service, FOLDER, message + ".json"));
    }

    private static JsonNode read(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
