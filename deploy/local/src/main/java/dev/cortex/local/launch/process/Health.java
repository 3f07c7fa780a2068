package dev.cortex.local.launch.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;

/** Asks services whether they are ready. */
public final class Health implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final ObjectMapper json = new ObjectMapper();

    /** What one question brought. */
    public enum Answer {
        READY,
        NOT_YET,
        SILENT
    }

    /** The service's own word on {@code /q/health/ready}. */
    public Answer ready(int healthPort) {
        try {
            return get(healthPort, "/q/health/ready").statusCode() == OK ? Answer.READY : Answer.NOT_YET;
        } catch (IOException _) {
            return Answer.SILENT;
        }
    }

    /** A worker as its pool tells of it. */
    public record Worker(
            String id, String role, String state, long pid, long memoryMb, long tasksRunning, long tasksDone) {
        boolean isUp() {
            return !state.equals("starting")
                    && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        }

        static Worker of(JsonNode node) {
            return new Worker(
                    node.path("worker_id").asText(),
                    node.path("role").asText(),
                    node.path("state").asText(),
                    node.path("pid").asLong(),
                    node.path("memory_mb").asLong(),
                    node.path("tasks_running").asLong(),
                    node.path("tasks_done").asLong());
        }
    }

    /**
     * Whether a pool has that many workers which do, or could at once do, their work. A pool that has just started may
     * still tell of the workers of its last run, so only processes that are alive count.
     */
    public boolean hasWorkers(int port, int active, int warm) {
        List<Worker> up = workers(port).stream().filter(Worker::isUp).toList();
        return up.stream().filter(worker -> worker.role().equals("active")).count() >= active
                && up.stream().filter(worker -> worker.role().equals("warm")).count() >= warm;
    }

    /** All workers of a pool; none when it does not answer. */
    public List<Worker> workers(int port) {
        return StreamSupport.stream(pool(port).path("active_workers").spliterator(), false)
                .map(Worker::of)
                .toList();
    }

    private JsonNode pool(int port) {
        try {
            HttpResponse<byte[]> response = get(port, "/api/workers");
            return response.statusCode() == OK ? json.readTree(response.body()) : json.missingNode();
        } catch (IOException _) {
            return json.missingNode();
        }
    }

    private HttpResponse<byte[]> get(int port, String path) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(TIMEOUT)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
