package dev.cortex.local.github.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;

/** Between the HTTP server and what answers: reads the request, writes the reply, whatever happens between. */
public final class Front implements HttpHandler {
    /** Below this a packet is a packet, compressed or not. */
    private static final int ZIPPED_FROM_BYTES = 1_000;

    private final Function<Request, Reply> answer;

    public Front(Function<Request, Reply> answer) {
        this.answer = answer;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            write(exchange, reply(exchange));
        }
    }

    private Reply reply(HttpExchange exchange) throws IOException {
        try {
            return answer.apply(Request.of(exchange));
        } catch (BadRequest e) {
            return Reply.error(e.status(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            System.getLogger(Front.class.getName()).log(System.Logger.Level.ERROR, "the GitHub simulator failed", e);
            return Reply.error(500, "The simulator failed");
        }
    }

    private static void write(HttpExchange exchange, Reply reply) throws IOException {
        if (reply == Reply.DROPPED) {
            return;
        }
        byte[] body = reply.body();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        if (body.length >= ZIPPED_FROM_BYTES && Request.acceptsGzip(exchange)) {
            body = zipped(body);
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
        }
        boolean empty = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(reply.status(), empty ? -1 : body.length);
        if (!empty) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static byte[] zipped(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length / 4);
        try (OutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        }
        return bytes.toByteArray();
    }
}
