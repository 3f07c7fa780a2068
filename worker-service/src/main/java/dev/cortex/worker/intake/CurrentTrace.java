package dev.cortex.worker.intake;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The trace that a request belongs to. */
final class CurrentTrace {
    private CurrentTrace() {}

    /** W3C trace context, level 1; empty outside a trace. */
    static Optional<String> parent() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : Optional.empty();
    }
}
