package dev.cortex.gateway.server;

import dev.cortex.gateway.exchange.Exchange;
import dev.cortex.gateway.exchange.Tracing;
import dev.cortex.gateway.route.Route;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One server span per exchange, named as OpenTelemetry's HTTP conventions want it: by method and route, never by what was asked for. */
final class OtelTracing implements Tracing {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("cortex.request_id");
    private static final Set<String> KNOWN_METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    private final Tracer tracer;
    private final TextMapPropagator propagator = W3CTraceContextPropagator.getInstance();

    OtelTracing(OpenTelemetry openTelemetry) {
        tracer = openTelemetry.getTracer("dev.cortex.gateway");
    }

    @Override
    public Trace begin(HttpRequest request) {
        String method = KNOWN_METHODS.contains(request.method().name())
                ? request.method().name()
                : "HTTP";
        Context parent = propagator.extract(Context.root(), request.headers(), Getter.HEADERS);
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(parent)
                .setAttribute(METHOD, method)
                .startSpan();
        propagator.inject(parent.with(span), request.headers(), (headers, name, value) -> {
            if (headers != null) {
                headers.set(name, value);
            }
        });
        return exchange -> end(span, method, exchange);
    }

    private static void end(Span span, String method, Exchange exchange) {
        Route route = exchange.route();
        if (route != null) {
            span.updateName(method + " " + route.name());
            span.setAttribute(ROUTE, route.name());
        }
        span.setAttribute(STATUS, (long) exchange.status());
        span.setAttribute(REQUEST_ID, exchange.id());
        if (exchange.status() >= 500) {
            span.setStatus(StatusCode.ERROR);
        }
        String failure = exchange.failure();
        if (failure != null) {
            span.setAttribute(ERROR, failure);
        }
        span.end();
    }

    private enum Getter implements TextMapGetter<HttpHeaders> {
        HEADERS;

        @Override
        public Iterable<String> keys(HttpHeaders headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders headers, String key) {
            return headers == null ? null : headers.get(key);
        }
    }
}
