package dev.cortex.achievement.outgoing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Someone who subscribed. {@code POST /hook/...} is answered with the next of the statuses that were put at {@code /answers}
 * and else with 204; {@code GET /log} tells what came. Spoken to by HTTP only, because Quarkus loads it apart from the test.
 */
public final class Receiver implements QuarkusTestResourceLifecycleManager {
    private final List<Map<String, String>> log = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hook", this::hook);
        server.createContext("/answers", exchange -> {
            for (String status : body(exchange).split(",")) {
                answers.add(Integer.parseInt(status));
            }
            answer(exchange, 204, "");
        });
        server.createContext("/log", exchange -> answer(exchange, 200, new ObjectMapper().writeValueAsString(log)));
        server.start();
        String host = "127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "receiver.url", "http://" + host,
                "cortex.achievement.outgoing.allowed-hosts", host,
                "cortex.achievement.outgoing.first-pause", "20ms",
                "cortex.achievement.outgoing.attempts-max", "3",
                "cortex.achievement.outgoing.look-every", "50ms");
    }

    private void hook(HttpExchange exchange) throws IOException {
        Map<String, String> entry = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> entry.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
        entry.put("path", exchange.getRequestURI().getPath());
        entry.put("body", body(exchange));
        log.add(entry);
        Integer status = answers.poll();
        if (status != null && status == 302) {
            exchange.getResponseHeaders().add("Location", "/hook/elsewhere");
        }
        answer(exchange, status == null ? 204 : status, "");
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
