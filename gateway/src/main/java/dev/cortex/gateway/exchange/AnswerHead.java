package dev.cortex.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;

/** The last touch on an answer's head: which exchange it belongs to, and whether the connection goes on. */
final class AnswerHead {
    private AnswerHead() {}

    /** @param draining whether the gateway is about to stop */
    static void decorate(Exchange exchange, HttpResponse response, boolean draining) {
        exchange.status(response.status().code());
        HttpHeaders headers = response.headers();
        headers.set(ClientConnection.X_REQUEST_ID, exchange.id());
        if (exchange.http10() && headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            // HTTP/1.0 knows no chunks: the end of the connection is the end of the body.
            headers.remove(HttpHeaderNames.TRANSFER_ENCODING);
            exchange.lastOnConnection();
        }
        if (draining || !exchange.restIsWorthReading()) {
            exchange.lastOnConnection();
        }
        if (!exchange.keepAlive) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        } else if (exchange.http10()) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
        }
    }
}
