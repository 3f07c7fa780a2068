package dev.cortex.achievement.github;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.budget.Estimates;
import dev.cortex.achievement.budget.Till;
import dev.cortex.achievement.budget.Tills;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.local.github.GitHubSimulator;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The real edge to a simulated GitHub, without a container around it. */
final class SimulatedGitHub implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GitHubSimulator simulator = GitHubSimulator.start(0);
    private final HttpClient admin = HttpClient.newHttpClient();
    private final Vertx vertx = Vertx.vertx();
    private final GraphQLEndpoint endpoint;
    final GitHub github;

    SimulatedGitHub(List<String> tokens, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("github.url", simulator.url());
        all.putIfAbsent("github.retry-pause", "5ms");
        AchievementConfig config = Configs.with(all);
        endpoint = new GraphQLEndpoint(config, Supplier::get, vertx, Clock.systemUTC());
        Till till = Tills.of(config, tokens, Clock.systemUTC());
        GitHubMetrics metrics = new GitHubMetrics(new SimpleMeterRegistry());
        github = new GraphQLGitHub(config, endpoint, till, new Estimates(), metrics);
    }

    void fault(String json) {
        admin("POST", "/_admin/faults", json);
    }

    void user(String login, String json) {
        admin("POST", "/_admin/users/" + login, json);
    }

    String stats() {
        return admin("GET", "/_admin/stats", "");
    }

    String admin(String method, String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.url() + path))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = admin.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    @Override
    public void close() {
        endpoint.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
        admin.close();
        simulator.close();
    }
}
