package dev.cortex.routing.decision;

import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.Task;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Decisions as rows of {@code routing.routing_decisions}. */
@Singleton
final class DecisionRows {
    static final String COLUMNS = """
            d.space, d.task_id, d.decided_at, d.type, d.priority, d.description, d.assigned_master, d.confidence,
            d.strategy, d.routing_method, array_to_string(d.parallel_experts, ',') AS parallel_experts,
            d.scores::text AS scores, d.explanation, d.epoch, d.propensity, d.diverted_from, d.diverted_because""";

    private final DecisionJson json;

    DecisionRows(DecisionJson json) {
        this.json = json;
    }

    /** One array a column. */
    Tuple tuple(List<Routed> routed) {
        return Tuple.tuple()
                .addArrayOfString(texts(routed, Routed::space))
                .addArrayOfString(texts(routed, r -> r.task().id()))
                .addArrayOfOffsetDateTime(routed.stream()
                        .map(r -> r.time().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new))
                .addArrayOfString(texts(routed, r -> r.task().type()))
                .addArrayOfString(texts(routed, r -> r.task().priority()))
                .addArrayOfString(texts(routed, r -> r.task().description()))
                .addArrayOfString(texts(routed, r -> r.decision().expert()))
                .addArrayOfDouble(
                        routed.stream().map(r -> r.decision().confidence()).toArray(Double[]::new))
                .addArrayOfString(texts(routed, r -> r.decision().strategy().word()))
                .addArrayOfString(texts(routed, r -> r.decision().method().word()))
                .addArrayOfString(
                        texts(routed, r -> String.join(",", r.decision().parallel())))
                .addArrayOfString(texts(routed, r -> json.scores(r.decision().scores())))
                .addArrayOfString(texts(routed, r -> r.decision().explanation()))
                .addArrayOfLong(routed.stream().map(r -> r.decision().epoch()).toArray(Long[]::new))
                .addArrayOfDouble(routed.stream().map(Routed::propensity).toArray(Double[]::new))
                .addArrayOfString(routed.stream()
                        .map(r -> r.diverted().map(Diversion::from).orElse(null))
                        .toArray(String[]::new))
                .addArrayOfString(routed.stream()
                        .map(r -> r.diverted().map(d -> d.reason().word()).orElse(null))
                        .toArray(String[]::new));
    }

    Routed routed(Row row) {
        Task task = new Task(
                row.getString("task_id"),
                row.getString("type"),
                row.getString("priority"),
                row.getString("description"));
        String parallel = row.getString("parallel_experts");
        Decision decision = new Decision(
                row.getString("assigned_master"),
                row.getDouble("confidence"),
                DecisionJson.strategy(row.getString("strategy")),
                DecisionJson.method(row.getString("routing_method")),
                parallel.isEmpty() ? List.of() : List.of(parallel.split(",")),
                json.scores(row.getString("scores")),
                row.getString("explanation"),
                row.getLong("epoch"));
        return new Routed(
                row.getString("space"),
                task,
                row.getOffsetDateTime("decided_at").toInstant(),
                decision,
                false,
                Optional.ofNullable(row.getString("diverted_from"))
                        .map(from -> new Diversion(from, Diversion.Reason.of(row.getString("diverted_because")))),
                row.getDouble("propensity"));
    }

    private static String[] texts(List<Routed> routed, Function<Routed, String> text) {
        return routed.stream().map(text).toArray(String[]::new);
    }
}
