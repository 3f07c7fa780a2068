package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the main job saw; as JSON it is the document of {@code --json}. Answers of the mesh are kept as they came; one is
 * missing when its step failed.
 *
 * @param ok whether everything was right
 * @param readyMs from the command to a mesh that is ready
 * @param jobMs the main job
 * @param totalMs from the command to the end of the main job
 */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record Report(
        boolean ok,
        String url,
        String username,
        @Nullable JsonNode progress,
        @Nullable JsonNode opportunities,
        @Nullable JsonNode plan,
        List<TaskReport> tasks,
        @Nullable Learning learning,
        List<Failure> failures,
        long readyMs,
        long jobMs,
        long totalMs) {
    public Report {
        tasks = List.copyOf(tasks);
        failures = List.copyOf(failures);
    }

    /**
     * A step that failed.
     *
     * @param log the log file that most likely tells why
     */
    public record Failure(String step, String reason, String log) {}
}
