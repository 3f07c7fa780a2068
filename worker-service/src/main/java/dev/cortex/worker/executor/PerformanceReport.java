package dev.cortex.worker.executor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cortex.worker.task.FieldError;
import dev.cortex.worker.task.Fields;
import dev.cortex.worker.task.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * {@code report.performance {"window_minutes":60}}: how the tasks of the last minutes went, by type: counts, throughput,
 * and the median and 95th percentile of waiting (from due to started) and running.
 */
@Singleton
final class PerformanceReport implements Executor {
    private static final int WINDOW_MINUTES = 60;
    private static final int WINDOW_MINUTES_MAX = 7 * 24 * 60;
    private static final String BY_TYPE = """
            with timed as (
                select type, outcome,
                       greatest(0, extract(epoch from started_at - due_at) * 1000)::double precision as waiting,
                       greatest(0, extract(epoch from ended_at - started_at) * 1000)::double precision as running
                from worker.task_attempts where ended_at > now() - $1::bigint * interval '1 minute')
            select type,
                   count(*) as attempts,
                   count(*) filter (where outcome = 'succeeded') as succeeded,
                   count(*) filter (where outcome <> 'succeeded') as failed,
                   percentile_cont(array[0.5, 0.95]) within group (order by waiting) as waiting,
                   percentile_cont(array[0.5, 0.95]) within group (order by running) as running
            from timed group by type order by type
            """;

    private final Pool pool;

    PerformanceReport(Pool pool) {
        this.pool = pool;
    }

    @Override
    public String type() {
        return "report.performance";
    }

    @Override
    public List<FieldError> check(JsonNode payload) {
        var fields = new Fields(payload);
        windowMinutes(fields);
        return fields.errors();
    }

    @Override
    public Uni<JsonNode> execute(Run run) {
        int minutes = windowMinutes(new Fields(run.payload()));
        return pool.preparedQuery(BY_TYPE).execute(Rows.bind(minutes)).map(rows -> report(minutes, rows));
    }

    private static int windowMinutes(Fields fields) {
        return (int) fields.whole("window_minutes", 1, WINDOW_MINUTES_MAX, WINDOW_MINUTES);
    }

    private static JsonNode report(int minutes, RowSet<Row> rows) {
        ObjectNode report = JsonNodeFactory.instance.objectNode().put("window_minutes", minutes);
        ArrayNode types = report.putArray("types");
        long attempts = 0;
        long succeeded = 0;
        for (Row row : rows) {
            attempts += row.getLong("attempts");
            succeeded += row.getLong("succeeded");
            ObjectNode type = types.addObject().put("type", row.getString("type"));
            type.put("attempts", row.getLong("attempts"));
            type.put("succeeded", row.getLong("succeeded"));
            type.put("failed", row.getLong("failed"));
            type.put("throughput_per_s", row.getLong("succeeded") / (minutes * 60.0));
            quantiles(type.putObject("waiting_ms"), row.getArrayOfDoubles("waiting"));
            quantiles(type.putObject("running_ms"), row.getArrayOfDoubles("running"));
        }
        report.put("attempts", attempts);
        report.put("succeeded", succeeded);
        return report;
    }

    private static void quantiles(ObjectNode target, Double[] values) {
        target.put("p50", values[0]).put("p95", values[1]);
    }
}
