package dev.cortex.routing.start;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.experts.Expert;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The experts of the mesh itself, from the file beside the classes: the first entries of the {@code default} space's log. */
public final class BuiltIn {
    private static final String FILE = "/experts/built-in.json";

    private BuiltIn() {}

    /** @param json reads property names in snake_case */
    public static List<Expert> read(ObjectMapper json) {
        try (InputStream file = Objects.requireNonNull(BuiltIn.class.getResourceAsStream(FILE), FILE)) {
            return json.readValue(file, new TypeReference<List<Expert>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " can not be read", e);
        }
    }
}
