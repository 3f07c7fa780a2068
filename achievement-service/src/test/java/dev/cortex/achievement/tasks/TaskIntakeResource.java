package dev.cortex.achievement.tasks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;

/**
 * What worker-service does with an order, as far as we can see it: a key is one task for ever, a unique key while it is
 * under way. {@code /_admin/orders} tells what was taken, {@code /_admin/fault?status=} lets the next orders fail.
 */
public final class TaskIntakeResource implements QuarkusTestResourceLifecycleManager {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> taken = new LinkedHashMap<>();
    private final Map<String, String> bodies = new LinkedHashMap<>();
    private HttpServer server;
    private int fault;
    private int faultsLeft;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        return Map.of(
                "CORTEX_TASKS_URL",
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "cortex.achievement.tasks.breaker.pause",
                "100ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        switch (exchange.getRequestURI().getPath()) {
            case "/api/tasks" -> take(exchange, body);
            case "/_admin/orders" -> {
                ObjectNode all = node();
                taken.values().forEach(all.putArray("orders")::add);
                answer(exchange, 200, all);
            }
            case "/_admin/fault" -> {
                String[] query = exchange.getRequestURI().getQuery().split("[=&]");
                fault = Integer.parseInt(query[1]);
                faultsLeft = Integer.parseInt(query[3]);
                answer(exchange, 200, node());
            }
            case "/_admin/reset" -> {
                taken.clear();
                bodies.clear();
                faultsLeft = 0;
                answer(exchange, 200, node());
            }
            default -> answer(exchange, 404, node());
        }
    }

    private static ObjectNode node() {
        return JSON.createObjectNode();
    }

    private void take(HttpExchange exchange, String body) throws IOException {
        if (faultsLeft > 0) {
            faultsLeft--;
            answer(exchange, fault, node().put("detail", "out of order"));
            return;
        }
        ObjectNode order = (ObjectNode) JSON.readTree(body);
        String given = exchange.getRequestHeaders().getFirst("Idempotency-Key");
        String unique = order.path("unique_key").textValue();
        String key = given != null
                ? given
                : unique != null ? "unique " + unique : UUID.randomUUID().toString();
        if (given != null && bodies.containsKey(given) && !bodies.get(given).equals(body)) {
            answer(exchange, 422, node().put("detail", "it belongs to another task; send a new key"));
            return;
        }
        boolean existing = taken.containsKey(key);
        if (!existing) {
            String id = UUID.randomUUID().toString();
            taken.put(key, order.deepCopy().put("id", id).put("idempotency_key", given));
            bodies.put(key, body);
        }
        String id = taken.get(key).path("id").asText();
        answer(
                exchange,
                202,
                node().put("id", id)
                        .put("state", existing ? "succeeded" : "submitted")
                        .put("status_url", "/api/tasks/" + id)
                        .put("created_at", "2026-11-23T12:00:00Z")
                        .put("existing", existing));
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] bytes = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
