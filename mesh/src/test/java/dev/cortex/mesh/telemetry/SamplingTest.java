package dev.cortex.mesh.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingDecision;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private static Sampler sampler(Optional<String> endpoint, double ratio) {
        return Sampling.sampler(new TelemetrySettings() {
            @Override
            public double sampleRatio() {
                return ratio;
            }

            @Override
            public Optional<String> endpoint() {
                return endpoint;
            }

            @Override
            public Duration slow() {
                return Duration.ofSeconds(1);
            }
        });
    }

    private static SamplingDecision decide(Sampler sampler, Context parent, String trace) {
        return sampler.shouldSample(parent, trace, "x", SpanKind.SERVER, Attributes.empty(), List.of())
                .getDecision();
    }

    private static Context parent(TraceFlags flags) {
        SpanContext remote =
                SpanContext.createFromRemoteParent(TRACE, "b7ad6b7169203331", flags, TraceState.getDefault());
        return Context.root().with(Span.wrap(remote));
    }

    @Test
    void withoutACollectorNothingIsRecorded() {
        Sampler sampler = sampler(Optional.empty(), 1);
        assertEquals(SamplingDecision.DROP, decide(sampler, Context.root(), TRACE));
        assertEquals(SamplingDecision.DROP, decide(sampler, parent(TraceFlags.getSampled()), TRACE));
    }

    @Test
    void aChildIsRecordedAsItsParent() {
        Sampler none = sampler(Optional.of("http://127.0.0.1:4317"), 0);
        Sampler all = sampler(Optional.of("http://127.0.0.1:4317"), 1);
        assertEquals(SamplingDecision.RECORD_AND_SAMPLE, decide(none, parent(TraceFlags.getSampled()), TRACE));
        assertEquals(SamplingDecision.DROP, decide(all, parent(TraceFlags.getDefault()), TRACE));
    }

    @Test
    void theShareOfNewTracesIsTheRatioAndEveryServiceDecidesAlike() {
        Sampler here = sampler(Optional.of("http://127.0.0.1:4317"), 0.1);
        Sampler there = sampler(Optional.of("http://127.0.0.1:4317"), 0.1);
        Random random = new Random(1);
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            byte[] id = new byte[16];
            random.nextBytes(id);
            String trace = HexFormat.of().formatHex(id);
            SamplingDecision decision = decide(here, Context.root(), trace);
            assertEquals(decision, decide(there, Context.root(), trace));
            kept += decision == SamplingDecision.RECORD_AND_SAMPLE ? 1 : 0;
        }
        assertEquals(1_000, kept, 100, "kept with seed 1");
    }
}
