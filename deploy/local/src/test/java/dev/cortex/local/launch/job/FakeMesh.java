package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The answers that the main job counts on, in the shapes of the API. */
final class FakeMesh implements AutoCloseable {
    private static final Map<String, String> EXPERTS = Map.of(
            "Split", "coordinator",
            "Optimize", "development",
            "Scan", "security",
            "List", "inventory",
            "Deploy", "cicd",
            "Refresh", "achievement");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpServer server;
    private final Map<String, String> tasks = new ConcurrentHashMap<>();
    private volatile String lastAuthorization = "";
    private volatile Optional<String> onlyExpert = Optional.empty();
    private volatile String endState = "succeeded";
    private volatile boolean achievementsFail;

    FakeMesh() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/achievements/", this::achievements);
        server.createContext("/api/tasks", this::tasks);
        server.createContext("/api/routing/", this::routing);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void routeEverythingTo(String expert) {
        onlyExpert = Optional.of(expert);
    }

    void endTasksIn(String state) {
        endState = state;
    }

    void failAchievements() {
        achievementsFail = true;
    }

    String lastAuthorization() {
        return lastAuthorization;
    }

    private void achievements(HttpExchange exchange) throws IOException {
        if (achievementsFail) {
            answer(exchange, 502, "{\"title\":\"Bad Gateway\",\"detail\":\"GitHub does not answer\"}");
            return;
        }
        String what = exchange.getRequestURI().getPath().replaceAll(".*/", "");
        answer(
                exchange,
                200,
                switch (what) {
                    case "progress" -> """
                        {"username":"octocat","source":"github","age_seconds":0,"stale":false,
                         "summary":{"total_achievements":2,"unlocked":1,"in_progress":1},
                         "achievements":{
                          "pull-shark":{"count":14,"current_tier":null,
                            "progress":{"next_tier":"bronze","next_requirement":16,"percentage":87.5,"completed":false}},
                          "quickdraw":{"count":1,"current_tier":"default",
                            "progress":{"next_tier":null,"percentage":100,"completed":true}}}}""";
                    case "opportunities" -> """
                        {"opportunities":[{"name":"Pull Shark","opportunity_score":81.2,"priority":"high","next_tier":"bronze"}],
                         "top_3":[{"name":"Pull Shark","opportunity_score":81.2,"priority":"high","next_tier":"bronze"}]}""";
                    default -> """
                        {"gaps":{"immediate_wins":[{}],"high_priority":[],"medium_priority":[],"long_term":[]},
                         "recommended_actions":[{"name":"Pull Shark","action":"merge 2 more"}],"task_queue":[{}]}""";
                });
    }

    private void tasks(HttpExchange exchange) throws IOException {
        lastAuthorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (exchange.getRequestMethod().equals("POST")) {
            String id = "task-" + tasks.size();
            tasks.put(id, body(exchange).path("description").asText());
            answer(exchange, 202, "{\"id\":\"" + id + "\"}");
            return;
        }
        String id = exchange.getRequestURI().getPath().replaceAll(".*/", "");
        String description = tasks.get(id);
        answer(exchange, 200, """
                {"id":"%s","state":"%s","expert":"%s","confidence":0.9,"strategy":"single_expert",
                 "attempts":[{"number":1,"worker":"worker-1"}],"result":{"status":200},
                 "created_at":"2026-01-01T00:00:00.000Z","completed_at":"2026-01-01T00:00:00.120Z"}""".formatted(id, endState, expert(String.valueOf(description))));
    }

    private void routing(HttpExchange exchange) throws IOException {
        boolean learned = !tasks.isEmpty();
        if (exchange.getRequestURI().getPath().endsWith("/model")) {
            answer(exchange, 200, "{\"epoch\":%d,\"examples\":%d}".formatted(learned ? 2 : 1, tasks.size()));
            return;
        }
        String expert = expert(body(exchange).path("description").asText());
        double before = expert.equals("inventory") ? 0.6 : 0.8;
        answer(
                exchange,
                200,
                "{\"decision\":{\"primary_expert\":\"%s\",\"primary_confidence\":%.1f}}"
                        .formatted(expert, learned ? before + 0.1 : before));
    }

    private String expert(String description) {
        return onlyExpert.orElseGet(
                () -> EXPERTS.getOrDefault(List.of(description.split(" ")).getFirst(), "nobody"));
    }

    private JsonNode body(HttpExchange exchange) throws IOException {
        return json.readTree(exchange.getRequestBody());
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
