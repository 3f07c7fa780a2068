package dev.cortex.gateway.exchange;

import io.netty.handler.codec.http.HttpRequest;

/** Ties an exchange into its trace. */
public interface Tracing {
    /** Nothing is recorded here; the trace goes on, or starts, in the request's headers. */
    Tracing HEADERS_ONLY = request -> {
        TraceParent.continueOrStart(request.headers());
        return exchange -> {};
    };

    /** One exchange's part of a trace. */
    interface Trace {
        void end(Exchange exchange);
    }

    /** Sets {@code traceparent} in the request's headers to what the next service is to continue. */
    Trace begin(HttpRequest request);
}
