package dev.cortex.gateway.guard;

import dev.cortex.gateway.exchange.ClientConnection;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;

/** Netty's encoder that writes no body in answer to HEAD. */
public final class ResponseEncoder extends HttpResponseEncoder {
    private final ClientConnection connection;

    public ResponseEncoder(ClientConnection connection) {
        this.connection = connection;
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpResponse response) {
        return connection.answersHead() || super.isContentAlwaysEmpty(response);
    }
}
