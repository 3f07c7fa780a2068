package dev.cortex.bench.achievements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Requests to this machine, bounded in number and in time, with what they took. */
final class Http {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int OK = 200;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();

    JsonNode json(URI uri) {
        return sent(HttpRequest.newBuilder(uri).timeout(PATIENCE).build());
    }

    JsonNode post(URI uri, Object body) {
        try {
            return post(uri, json.writeValueAsBytes(body), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Posts the bytes of a JSON document as they are. */
    JsonNode post(URI uri, byte[] body, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return sent(request.build());
    }

    private JsonNode sent(HttpRequest request) {
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(request.uri() + " answered " + answer.statusCode() + ": "
                        + new String(answer.body(), java.nio.charset.StandardCharsets.UTF_8));
            }
            return answer.body().length == 0 ? json.nullNode() : json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /**
     * Asks for some of {@code uris} by chance, {@code count} times in all.
     *
     * @param atOnce so many are under way at any moment
     * @return the times in nanoseconds; a failure of one ends it all
     */
    Histogram load(List<URI> uris, int count, int atOnce) {
        Histogram times = new ConcurrentHistogram(PATIENCE.toNanos(), 3);
        Semaphore places = new Semaphore(atOnce);
        CompletableFuture<Void> failure = new CompletableFuture<>();
        for (int n = 0; n < count && !failure.isDone(); n++) {
            URI uri = uris.get(ThreadLocalRandom.current().nextInt(uris.size()));
            places.acquireUninterruptibly();
            long begun = System.nanoTime();
            client.sendAsync(
                            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, broken) -> {
                        times.recordValue(System.nanoTime() - begun);
                        places.release();
                        if (broken != null || answer.statusCode() != OK) {
                            failure.completeExceptionally(new IllegalStateException(
                                    uri + " failed: " + (broken == null ? answer.statusCode() : broken)));
                        }
                    });
        }
        places.acquireUninterruptibly(atOnce);
        if (failure.isDone()) {
            failure.join();
        }
        return times;
    }

    /** Asks for all of {@code uris} in the same moment and waits for all answers. */
    List<JsonNode> allAtOnce(List<URI> uris) {
        List<CompletableFuture<HttpResponse<byte[]>>> flying = uris.stream()
                .map(uri -> client.sendAsync(
                        HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofByteArray()))
                .toList();
        return flying.stream().map(this::landed).toList();
    }

    private JsonNode landed(Future<HttpResponse<byte[]>> flight) {
        try {
            HttpResponse<byte[]> answer = flight.get();
            if (answer.statusCode() != OK) {
                throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
            }
            return json.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
