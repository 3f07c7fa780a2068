package dev.cortex.worker.api;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.worker.WorkerConfig;
import dev.cortex.worker.api.LineSplitter.Line;
import dev.cortex.worker.intake.Acceptance;
import dev.cortex.worker.intake.Intake;
import dev.cortex.worker.task.TaskRequest;
import dev.cortex.worker.task.TaskRequests;
import dev.cortex.worker.task.TaskRequests.Reading;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One batch on its way in: what was accepted, and which lines were not and why. */
final class BatchLines {
    private final Intake intake;
    private final TaskRequests requests;
    private final ObjectMapper json;
    private final WorkerConfig.Intake config;
    private final Optional<String> key;
    private final List<String> ids = new ArrayList<>();
    private final List<RejectedLine> rejected = new ArrayList<>();
    private long rejectedTotal;
    private long lines;

    BatchLines(
            Intake intake, TaskRequests requests, ObjectMapper json, WorkerConfig.Intake config, Optional<String> key) {
        this.intake = intake;
        this.requests = requests;
        this.json = json;
        this.config = config;
        this.key = key;
    }

    record RejectedLine(long line, String detail) {}

    /** @param rejected the first of them, at most as many as configured */
    record BatchView(long accepted, List<String> ids, long rejectedTotal, List<RejectedLine> rejected) {}

    private record Wanted(long line, TaskRequest request) {}

    Uni<Void> accept(List<Line> chunk) {
        List<Wanted> wanted = new ArrayList<>();
        for (Line line : chunk) {
            if (!line.blank()) {
                read(line).ifPresent(wanted::add);
            }
        }
        return wanted.isEmpty() ? Uni.createFrom().voidItem() : insert(wanted);
    }

    BatchView answer() {
        return new BatchView(ids.size(), ids, rejectedTotal, rejected);
    }

    private Uni<Void> insert(List<Wanted> wanted) {
        return intake.acceptAll(
                        wanted.stream().map(Wanted::request).toList(),
                        wanted.stream()
                                .map(line -> key.map(k -> k + ":" + line.line()))
                                .toList())
                .invoke(acceptances -> {
                    for (int i = 0; i < wanted.size(); i++) {
                        note(wanted.get(i).line(), acceptances.get(i));
                    }
                })
                .replaceWithVoid();
    }

    private void note(long line, Acceptance acceptance) {
        switch (acceptance) {
            case Acceptance.Accepted task -> ids.add(task.id().toString());
            case Acceptance.KeyReused reused ->
                reject(line, "the batch's Idempotency-Key was used for a different task: " + reused.id());
        }
    }

    private Optional<Wanted> read(Line line) {
        lines++;
        if (lines > config.batchLinesMax()) {
            reject(line.number(), "a batch has at most " + config.batchLinesMax() + " tasks");
            return Optional.empty();
        }
        if (line.tooLong()) {
            reject(line.number(), "is longer than " + config.bodyMax().asLongValue() + " bytes");
            return Optional.empty();
        }
        try {
            JsonNode body = json.readTree(line.text());
            return switch (requests.read(body)) {
                case Reading.Accepted accepted -> Optional.of(new Wanted(line.number(), accepted.request()));
                case Reading.Rejected wrong -> {
                    reject(line.number(), wrong.summary());
                    yield Optional.empty();
                }
            };
        } catch (JsonProcessingException malformed) {
            reject(line.number(), "is not JSON" + where(malformed));
            return Optional.empty();
        }
    }

    private static String where(JsonProcessingException malformed) {
        JsonLocation at = malformed.getLocation();
        return at == null ? "" : " from column " + at.getColumnNr() + " on";
    }

    private void reject(long line, String detail) {
        rejectedTotal++;
        if (rejected.size() < config.batchRejectedMax()) {
            rejected.add(new RejectedLine(line, detail));
        }
    }
}
