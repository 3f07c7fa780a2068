package dev.cortex.worker.task;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;

/** Reads outcomes from rows with the columns that both the end of an attempt and the sweeper select. */
public final class OutcomeRows {
    private OutcomeRows() {}

    public static TaskOutcome outcome(Row row) {
        Instant ended = Rows.instant(row, "ended_at");
        Instant started = Rows.maybeInstant(row, "attempt_started_at").orElse(ended);
        return new TaskOutcome(
                row.getUUID("id"),
                row.getString("type"),
                row.getString("description"),
                Priority.ofCode(row.getShort("priority")),
                Rows.text(row, "expert"),
                TaskState.SUCCEEDED.label().equals(row.getString("state")),
                row.getInteger("attempt"),
                Duration.between(started, ended),
                Rows.text(row, "error"),
                Rows.text(row, "result"),
                Rows.text(row, "traceparent"),
                ended);
    }
}
