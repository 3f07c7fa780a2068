package dev.cortex.local.launch.process;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cortex.local.launch.plan.MeshFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What runs, as {@code mesh.json} in the data directory tells other commands and people's scripts.
 *
 * @param launcher the process of {@code ./cortex up}
 * @param url the gateway, empty text when there is none
 * @param planned how many components there will be; those that wait for others are not among {@code components} yet
 */
public record MeshState(Identity launcher, String url, int planned, List<Entry> components) {
    private static final String FILE = "mesh.json";
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public MeshState {
        components = List.copyOf(components);
    }

    /**
     * One component.
     *
     * @param part the part's title
     * @param healthPort where a service answers health checks, 0 for a server of another kind
     * @param process its process; the launcher's own for what runs inside it
     */
    public record Entry(String name, String part, int port, int healthPort, Identity process, String log) {}

    /** What was written last, if anything can be read. */
    public static Optional<MeshState> read(Path data) {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(data.resolve(FILE)), MeshState.class));
        } catch (NoSuchFileException | JacksonException _) {
            // A file that a full disk cut short tells as much as none.
            return Optional.empty();
        } catch (IOException e) {
            throw new MeshFailure("cannot read " + data.resolve(FILE) + ": " + e.getMessage());
        }
    }

    /** Replaces the file in one step: a reader sees the old or the new one, never half of it. */
    public void write(Path data) {
        Path file = data.resolve(FILE);
        Path next = data.resolve(FILE + ".next");
        try {
            Files.write(next, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MeshFailure("cannot write " + file + ": " + e.getMessage());
        }
    }

    public static void erase(Path data) {
        try {
            Files.deleteIfExists(data.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
