package dev.cortex.mesh.stream;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Spans of sending and processing, by OpenTelemetry's conventions for messaging (in development; Redis is no well-known
 * system there, so its name is a custom value).
 *
 * <p>One span for a batch, with a link to the creation of each message; a single message's processing is a child of its
 * creation, so that one trace shows the whole way. Names carry the family of the stream only.
 */
@Singleton
final class StreamSpans {
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION_NAME = AttributeKey.stringKey("messaging.operation.name");
    private static final AttributeKey<String> OPERATION_TYPE = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> TEMPLATE = AttributeKey.stringKey("messaging.destination.template");
    private static final AttributeKey<String> GROUP = AttributeKey.stringKey("messaging.consumer.group.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");
    private static final AttributeKey<Long> BATCH = AttributeKey.longKey("messaging.batch.message_count");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");

    /** Semantic conventions allow any number of links; the SDK drops those beyond its limit of 128 anyway. */
    private static final int LINKS_MAX = 128;

    private static final TextMapGetter<Map<String, String>> GETTER = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> carrier) {
            return carrier.keySet();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
            return carrier == null ? null : carrier.get(key);
        }
    };

    private final Tracer tracer;

    @Inject
    StreamSpans(OpenTelemetry telemetry) {
        this.tracer = telemetry.getTracer("dev.cortex.mesh.stream");
    }

    /** A child of whatever the caller is doing. */
    Span send(String stream, int messages) {
        SpanBuilder span = tracer.spanBuilder("send " + StreamFamily.of(stream))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute(OPERATION_NAME, "send")
                .setAttribute(OPERATION_TYPE, "send");
        describe(span, stream, messages);
        return span.startSpan();
    }

    /** @param deliveries at least one */
    Span process(String group, List<Delivery> deliveries) {
        Delivery first = deliveries.getFirst();
        SpanBuilder span = tracer.spanBuilder("process " + StreamFamily.of(first.stream()))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(OPERATION_NAME, "process")
                .setAttribute(OPERATION_TYPE, "process")
                .setAttribute(GROUP, group);
        describe(span, first.stream(), deliveries.size());
        if (deliveries.size() == 1) {
            span.setAttribute(MESSAGE, first.entryId());
            span.setParent(creation(first.message()));
        } else {
            span.setNoParent();
            deliveries.stream().limit(LINKS_MAX).forEach(delivery -> link(span, delivery.message()));
        }
        return span.startSpan();
    }

    static void end(Span span, @Nullable Throwable failure) {
        if (failure != null) {
            span.setAttribute(ERROR, failure.getClass().getName());
            span.recordException(failure);
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    /** What goes into the entry, so that the consumer finds its way back. */
    static Optional<String> traceparent(Span span) {
        if (!span.getSpanContext().isValid()) {
            return Optional.empty();
        }
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(Context.root().with(span), carrier, Map::put);
        return Optional.ofNullable(carrier.get("traceparent"));
    }

    private static void link(SpanBuilder span, Message message) {
        SpanContext creation = Span.fromContext(creation(message)).getSpanContext();
        if (creation.isValid()) {
            span.addLink(creation);
        }
    }

    /** An unreadable traceparent is as good as none. */
    private static Context creation(Message message) {
        return message.traceparent()
                .map(parent -> W3CTraceContextPropagator.getInstance()
                        .extract(Context.root(), Map.of("traceparent", parent), GETTER))
                .orElseGet(Context::root);
    }

    private static void describe(SpanBuilder span, String stream, int messages) {
        span.setAttribute(SYSTEM, "redis");
        span.setAttribute(DESTINATION, stream);
        span.setAttribute(TEMPLATE, StreamFamily.of(stream));
        if (messages > 1) {
            span.setAttribute(BATCH, (long) messages);
        }
    }
}
