package dev.cortex.local.launch.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One round through everything the mesh is for: how far a user is, what comes next, six plain sentences routed to the six
 * experts and executed, and what the router learned from that. Each step is checked; a step that fails does not keep the
 * others from telling what they see.
 */
public final class MainJob implements AutoCloseable {
    private static final Duration TASK_WITHIN = Duration.ofSeconds(30);
    private static final Duration LEARNED_WITHIN = Duration.ofSeconds(10);
    private static final Set<String> ENDED = Set.of("succeeded", "dead", "cancelled", "expired");

    private final MeshClient client;
    private final URI gateway;
    private final String user;
    private final Path logs;
    private final List<Report.Failure> failures = new ArrayList<>();

    /** @param logs the directory that failures point to */
    public MainJob(URI gateway, Optional<String> key, String user, Path logs) {
        this.client = new MeshClient(gateway, key);
        this.gateway = gateway;
        this.user = user;
        this.logs = logs;
    }

    /** Runs it. {@code commandStarted} and {@code ready} are for the times in the report. */
    public Report run(Instant commandStarted, Instant ready) throws InterruptedException {
        Instant begun = Instant.now();
        String query = "?username=" + URLEncoder.encode(user, StandardCharsets.UTF_8);
        JsonNode progress = step("progress", "achievement-service-1", () -> progress(query));
        JsonNode opportunities = step(
                "opportunities", "achievement-service-1", () -> client.get("/api/achievements/opportunities" + query));
        JsonNode plan = step("plan", "achievement-service-1", () -> client.get("/api/achievements/plan" + query));

        List<SampleTask> samples = SampleTask.forAllExperts(user, gateway);
        Opinion before = step("learning", "routing-service", () -> leastSure(samples));
        List<TaskReport> tasks = tasks(samples);
        Learning learning = before == null ? null : step("learning", "routing-service", () -> learning(before, tasks));

        Instant end = Instant.now();
        return new Report(
                failures.isEmpty(),
                gateway.toString(),
                user,
                progress,
                opportunities,
                plan,
                tasks,
                learning,
                failures,
                Duration.between(commandStarted, ready).toMillis(),
                Duration.between(begun, end).toMillis(),
                Duration.between(commandStarted, end).toMillis());
    }

    private <T> @Nullable T step(String name, String component, Poll.Question<T> work) throws InterruptedException {
        try {
            return work.ask();
        } catch (StepFailure e) {
            failed(name, component, e.reason());
            return null;
        }
    }

    private void failed(String step, String component, String reason) {
        failures.add(new Report.Failure(
                step, reason, logs.resolve(component + ".log").toString()));
    }

    private JsonNode progress(String query) throws StepFailure, InterruptedException {
        JsonNode progress = client.get("/api/achievements/progress" + query);
        if (!progress.path("username").asText().equalsIgnoreCase(user)
                || progress.path("achievements").isEmpty()) {
            throw new StepFailure("the answer tells of no achievement of " + user);
        }
        return progress;
    }

    private List<TaskReport> tasks(List<SampleTask> samples) throws InterruptedException {
        Map<SampleTask, String> ids = new HashMap<>();
        for (SampleTask sample : samples) {
            String id = step("tasks", "worker-service", () -> submit(sample));
            if (id != null) {
                ids.put(sample, id);
            }
        }
        List<TaskReport> reports = new ArrayList<>();
        for (SampleTask sample : samples) {
            String id = ids.get(sample);
            TaskReport report = id == null ? null : step("tasks", "worker-service", () -> follow(sample, id));
            if (report != null) {
                reports.add(report);
                report.fault()
                        .ifPresent(fault ->
                                failed("tasks", report.succeeded() ? "routing-service" : "worker-service", fault));
            }
        }
        return reports;
    }

    private String submit(SampleTask sample) throws StepFailure, InterruptedException {
        JsonNode accepted = client.post(
                "/api/tasks",
                Map.of(
                        "type",
                        sample.type(),
                        "description",
                        sample.description(),
                        "payload",
                        sample.payload(),
                        "priority",
                        "high"));
        String id = accepted.path("id").asText("");
        if (id.isEmpty()) {
            throw new StepFailure("POST /api/tasks answered no task id");
        }
        return id;
    }

    private TaskReport follow(SampleTask sample, String id) throws StepFailure, InterruptedException {
        JsonNode task = Poll.until(
                answer -> ENDED.contains(answer.path("state").asText()),
                TASK_WITHIN,
                () -> client.get("/api/tasks/" + id));
        return TaskReport.of(sample, task);
    }

    /** What the router thinks of a sentence, and how much it has learned. */
    private record Opinion(SampleTask sentence, String expert, double confidence, long examples, long epoch) {}

    /** The sentence that the router has most left to learn about. */
    private Opinion leastSure(List<SampleTask> samples) throws StepFailure, InterruptedException {
        List<Opinion> opinions = new ArrayList<>();
        for (SampleTask sample : samples) {
            opinions.add(opinion(sample));
        }
        return Collections.min(opinions, Comparator.comparingDouble(Opinion::confidence));
    }

    private Opinion opinion(SampleTask sentence) throws StepFailure, InterruptedException {
        JsonNode model = client.get("/api/routing/model");
        JsonNode decision = client.post(
                        "/api/routing/route",
                        Map.of(
                                "task_id",
                                UUID.randomUUID().toString(),
                                "type",
                                sentence.type(),
                                "priority",
                                "high",
                                "description",
                                sentence.description()))
                .path("decision");
        return new Opinion(
                sentence,
                decision.path("primary_expert").asText(""),
                decision.path("primary_confidence").asDouble(),
                model.path("examples").asLong(),
                model.path("epoch").asLong());
    }

    private Learning learning(Opinion before, List<TaskReport> tasks) throws StepFailure, InterruptedException {
        long awaited =
                before.examples() + tasks.stream().filter(TaskReport::succeeded).count();
        Poll.until(
                model -> model.path("examples").asLong() >= awaited,
                LEARNED_WITHIN,
                () -> client.get("/api/routing/model"));
        Opinion after = opinion(before.sentence());
        Learning learning = new Learning(
                before.sentence().description(),
                before.expert(),
                before.confidence(),
                after.expert(),
                after.confidence(),
                before.examples(),
                after.examples(),
                before.epoch(),
                after.epoch());
        learning.fault().ifPresent(fault -> failed("learning", "routing-service", fault));
        return learning;
    }

    @Override
    public void close() {
        client.close();
    }
}
