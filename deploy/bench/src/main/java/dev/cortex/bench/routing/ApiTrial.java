package dev.cortex.bench.routing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.bench.routing.Clinc.Example;
import dev.cortex.bench.routing.Metrics.Answer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** One space taught and asked over HTTP: everything goes to the first replica, and the second one is watched. */
final class ApiTrial {
    private static final int BATCH = 500;
    private static final int CLIENTS = 8;
    private static final int REPEATED = 300;
    private static final long CONVERGENCE_MAX_NANOS = 60_000_000_000L;

    private final Clinc data;
    private final String space;
    private final Replica first;
    private final Replica second;
    private final PrintStream out;
    private final List<Answer> progressive = new ArrayList<>();
    private int tasks;

    ApiTrial(Clinc data, String space, Replica first, Replica second, PrintStream out) {
        this.data = data;
        this.space = "/api/routing/spaces/" + space;
        this.first = first;
        this.second = second;
        this.out = out;
    }

    void run(int singles) {
        create();
        List<Example> order = data.shuffled(1);
        learnOneByOne(order.subList(0, Math.min(singles, order.size())));
        learnInBatches(order.subList(Math.min(singles, order.size()), order.size()));
        line(
                "progressive accuracy",
                "%.4f over %,d examples".formatted(Metrics.accuracy(progressive), progressive.size()));
        judge();
        ask();
        shared();
    }

    private void create() {
        long start = System.nanoTime();
        first.put(
                space + "/experts",
                Map.of(
                        "experts",
                        data.experts().stream().map(id -> Map.of("id", id)).toList()));
        line("experts created", "%,d in %.0f ms".formatted(data.experts().size(), (System.nanoTime() - start) / 1e6));
    }

    private void learnOneByOne(List<Example> examples) {
        Latencies outcomes = new Latencies(System::nanoTime);
        long worst = 0;
        for (Example example : examples) {
            String task = "one-" + tasks++;
            JsonNode decision = first.post(space + "/route", Map.of("task_id", task, "description", example.text()));
            progressive.add(answer(decision, example));
            outcomes.time(() -> first.post(
                    space + "/outcomes",
                    Map.of("outcomes", List.of(Map.of("task_id", task, "correct_expert", example.expert())))));
            if (tasks % 100 == 0) {
                worst = Math.max(worst, converge());
            }
        }
        line("route, then its outcome", "%s (of the outcome)".formatted(outcomes.told(1)));
        line("replica 2 equal after", "%.0f ms at worst, an outcome a request (goal 1,000)".formatted(worst / 1e6));
    }

    private void learnInBatches(List<Example> examples) {
        Latencies outcomes = new Latencies(System::nanoTime);
        long worst = 0;
        for (int from = 0; from < examples.size(); from += BATCH) {
            List<Example> batch = examples.subList(from, Math.min(examples.size(), from + BATCH));
            List<JsonNode> decisions = route(first, batch);
            List<Map<String, String>> judged = new ArrayList<>();
            for (int at = 0; at < batch.size(); at++) {
                progressive.add(answer(decisions.get(at), batch.get(at)));
                judged.add(Map.of(
                        "task_id", decisions.get(at).get("task_id").textValue(),
                        "correct_expert", batch.get(at).expert()));
            }
            outcomes.time(() -> first.post(space + "/outcomes", Map.of("outcomes", judged)));
            worst = Math.max(worst, converge());
        }
        line("outcomes by " + BATCH, "%s (of a request; learned when answered)".formatted(outcomes.told(BATCH)));
        line(
                "replica 2 equal after",
                "%.0f ms at worst, %d outcomes a request (goal 1,000)".formatted(worst / 1e6, BATCH));
    }

    /** Nanoseconds until the second replica has the weights of the first. */
    private long converge() {
        long start = System.nanoTime();
        JsonNode wanted = first.get(space + "/model").get("weights_hash");
        long asked = System.nanoTime() - start;
        while (!second.get(space + "/model").get("weights_hash").equals(wanted)) {
            if (System.nanoTime() - start > CONVERGENCE_MAX_NANOS) {
                throw new IllegalStateException("the replicas do not converge");
            }
        }
        return System.nanoTime() - start - asked;
    }

    private void judge() {
        List<JsonNode> inside = route(first, data.test());
        List<Answer> answers = new ArrayList<>();
        Map<String, Integer> loads = new HashMap<>();
        int diverted = 0;
        for (int at = 0; at < inside.size(); at++) {
            JsonNode decision = inside.get(at).get("decision");
            answers.add(answer(inside.get(at), data.test().get(at)));
            loads.merge(decision.get("primary_expert").textValue(), 1, Integer::sum);
            diverted += decision.get("diverted_from").isNull() ? 0 : 1;
        }
        double most = loads.values().stream().mapToInt(load -> load).max().orElse(0);
        line(
                "test accuracy",
                "%.4f   ece %.4f".formatted(Metrics.accuracy(answers), Metrics.calibrationError(answers)));
        line(
                "out of scope",
                "auroc %.4f"
                        .formatted(Metrics.areaUnderCurve(
                                confidences(inside), confidences(route(first, data.outsideTest())))));
        line(
                "load, largest / mean",
                "%.3f   %d of %,d diverted"
                        .formatted(most * data.experts().size() / inside.size(), diverted, inside.size()));
    }

    private void ask() {
        Latencies alone = new Latencies(System::nanoTime);
        data.val().forEach(example -> alone.time(() -> route(example)));
        line("one task a request", "%s, 1 client, new texts".formatted(alone.told(1)));
        line(
                "",
                "%s, %d clients, new texts"
                        .formatted(
                                together(data.val().stream()
                                        .map(e -> e.text() + " please")
                                        .toList()),
                                CLIENTS));
        List<String> repeated = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            data.test().stream().limit(REPEATED).map(Example::text).forEach(repeated::add);
        }
        double hits = hits(first, "process");
        line("", "%s, %d clients, %d texts again and again".formatted(together(repeated), CLIENTS, REPEATED));
        line(
                "",
                "%.1f %% of these out of the cache of the process"
                        .formatted(100 * (hits(first, "process") - hits) / repeated.size()));
        Latencies batches = new Latencies(System::nanoTime);
        for (int from = 0; from < data.train().size(); from += BATCH) {
            List<Example> batch =
                    data.train().subList(from, Math.min(data.train().size(), from + BATCH));
            batches.time(() -> route(first, batch));
        }
        line(BATCH + " tasks a request", "%s (of a request)".formatted(batches.told(BATCH)));
    }

    /** What the first one has decided and shared the second one need not decide. */
    private void shared() {
        List<Example> asked = data.test().subList(0, BATCH);
        route(first, asked);
        double before = hits(second, "shared");
        List<JsonNode> decisions = route(second, asked);
        long cached =
                decisions.stream().filter(d -> d.get("cached").booleanValue()).count();
        line(
                "second replica, cold",
                "%d of %d out of the shared cache (%.0f hits)"
                        .formatted(cached, BATCH, hits(second, "shared") - before));
        double all = first.metric("cortex_routing_cache_requests_total", "level=\"process\"");
        line("hit rate over all", "%.3f in the process".formatted(hits(first, "process") / all));
    }

    private static double hits(Replica replica, String level) {
        return replica.metric("cortex_routing_cache_requests_total", "level=\"" + level + "\"", "result=\"hit\"");
    }

    private String together(List<String> texts) {
        Latencies latencies = new Latencies(System::nanoTime);
        AtomicInteger next = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            CompletableFuture<?>[] running = new CompletableFuture<?>[CLIENTS];
            for (int client = 0; client < CLIENTS; client++) {
                running[client] = CompletableFuture.runAsync(
                        () -> {
                            for (int at = next.getAndIncrement(); at < texts.size(); at = next.getAndIncrement()) {
                                String text = texts.get(at);
                                latencies.time(() -> first.post(space + "/route", Map.of("description", text)));
                            }
                        },
                        clients);
            }
            CompletableFuture.allOf(running).join();
        }
        return latencies.told(1);
    }

    private void route(Example example) {
        first.post(space + "/route", Map.of("description", example.text()));
    }

    private List<JsonNode> route(Replica replica, List<Example> examples) {
        List<JsonNode> decisions = new ArrayList<>();
        for (int from = 0; from < examples.size(); from += BATCH) {
            List<Map<String, String>> batch = examples.subList(from, Math.min(examples.size(), from + BATCH)).stream()
                    .map(example -> Map.of("task_id", "t-" + tasks++, "description", example.text()))
                    .toList();
            replica.post(space + "/route", Map.of("tasks", batch))
                    .get("decisions")
                    .forEach(decisions::add);
        }
        return decisions;
    }

    private static double[] confidences(List<JsonNode> decisions) {
        return decisions.stream()
                .mapToDouble(
                        decision -> decision.at("/decision/primary_confidence").doubleValue())
                .toArray();
    }

    private static Answer answer(JsonNode decision, Example example) {
        return new Answer(
                decision.at("/decision/primary_confidence").doubleValue(),
                decision.at("/decision/primary_expert").textValue().equals(example.expert()));
    }

    private void line(String name, String text) {
        out.println(String.format(Locale.ROOT, "%-24s", name) + text);
    }
}
