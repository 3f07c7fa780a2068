package dev.cortex.mesh.stream;

import static dev.cortex.mesh.stream.RedisStage.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.mutiny.Uni;
import io.vertx.redis.client.Command;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamTracesIT {
    private static final List<SpanData> SPANS = new CopyOnWriteArrayList<>();

    /** Keeps what ended. */
    private static final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            SPANS.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }

    private static final OpenTelemetrySdk TELEMETRY = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                    .build())
            .build();
    private static RedisStage stage;

    @BeforeAll
    static void start() {
        stage = new RedisStage(TELEMETRY);
    }

    @AfterAll
    static void stop() {
        stage.close();
        TELEMETRY.close();
    }

    @BeforeEach
    void empty() {
        stage.command(Command.FLUSHALL);
        SPANS.clear();
    }

    private static SpanData only(SpanKind kind) {
        List<SpanData> all =
                SPANS.stream().filter(span -> span.getKind() == kind).toList();
        assertEquals(1, all.size(), () -> kind + " among " + SPANS);
        return all.getFirst();
    }

    private static String text(SpanData span, String key) {
        return String.valueOf(span.getAttributes().get(AttributeKey.stringKey(key)));
    }

    @Test
    void oneTraceGoesFromTheCallerThroughTheStreamIntoTheHandler() {
        Span caller = TELEMETRY.getTracer("test").spanBuilder("caller").startSpan();
        Context.root()
                .with(caller)
                .wrap((Runnable) () -> stage.publish("test.t.one", "{}"))
                .run();
        caller.end();
        List<String> inside = new CopyOnWriteArrayList<>();
        StreamConsumer consumer =
                stage.consumers.openEach(Reading.of("test.t.one").settings(), delivery -> {
                    inside.add(Span.current().getSpanContext().getSpanId());
                    return Uni.createFrom().item(Verdict.DONE);
                });
        until("processed", () -> SPANS.size() == 3);
        consumer.close();

        SpanData send = only(SpanKind.PRODUCER);
        SpanData process = only(SpanKind.CONSUMER);
        assertEquals("send test.t.*", send.getName());
        assertEquals("process test.t.*", process.getName());
        assertEquals(caller.getSpanContext().getSpanId(), send.getParentSpanId());
        assertEquals(send.getSpanId(), process.getParentSpanId());
        assertEquals(caller.getSpanContext().getTraceId(), process.getTraceId());
        assertEquals(List.of(process.getSpanId()), inside);
        assertEquals("redis", text(process, "messaging.system"));
        assertEquals("test.t.one", text(process, "messaging.destination.name"));
        assertEquals(Reading.GROUP, text(process, "messaging.consumer.group.name"));
    }

    @Test
    void aBatchIsOneSpanWithALinkToEachMessage() {
        for (int i = 0; i < 5; i++) {
            stage.publish("test.t", "{}");
        }
        StreamConsumer consumer =
                stage.consumers.openBatches(Reading.of("test.t").settings(), batch -> Uni.createFrom()
                        .item(batch.stream().<Verdict>map(one -> Verdict.DONE).toList()));
        until("processed", () -> SPANS.stream().anyMatch(span -> span.getKind() == SpanKind.CONSUMER));
        consumer.close();
        SpanData process = only(SpanKind.CONSUMER);
        assertEquals(5, process.getLinks().size());
        assertEquals(5L, process.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")));
        assertEquals("0000000000000000", process.getParentSpanId());
    }

    @Test
    void manyMessagesAreSentInOneSpan() {
        stage.publishAll("test.t", IntStream.range(0, 700).mapToObj(i -> "{}").toList());
        assertEquals(
                700L,
                only(SpanKind.PRODUCER).getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")));
    }

    @Test
    void aFailureMarksTheSpan() {
        stage.publish("test.t", "{}");
        StreamConsumer consumer = stage.consumers.openEach(
                Reading.of("test.t").settings(),
                delivery -> delivery.deliveries() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("no"))
                        : Uni.createFrom().item(Verdict.DONE));
        until("processed", () -> SPANS.stream().anyMatch(span -> span.getKind() == SpanKind.CONSUMER));
        consumer.close();
        SpanData process = SPANS.stream()
                .filter(span -> span.getKind() == SpanKind.CONSUMER)
                .findFirst()
                .orElseThrow();
        assertEquals(StatusCode.ERROR, process.getStatus().getStatusCode());
        assertTrue(text(process, "error.type").endsWith("IllegalStateException"));
    }
}
