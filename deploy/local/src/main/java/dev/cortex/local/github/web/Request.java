package dev.cortex.local.github.web;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One HTTP request, its body read. */
public final class Request {
    /** Two hundred aliases with many connections are about 100 kB; nobody needs more. */
    private static final int BODY_BYTES_MAX = 4 * 1024 * 1024;

    private final HttpExchange exchange;
    private final byte[] body;

    private Request(HttpExchange exchange, byte[] body) {
        this.exchange = exchange;
        this.body = body;
    }

    static Request of(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream raw = exchange.getRequestBody();
                InputStream plain = zipped ? new GZIPInputStream(raw) : raw) {
            byte[] body = plain.readNBytes(BODY_BYTES_MAX + 1);
            if (body.length > BODY_BYTES_MAX) {
                throw new BadRequest(413, "The body is larger than " + BODY_BYTES_MAX + " bytes");
            }
            return new Request(exchange, body);
        }
    }

    public String method() {
        return exchange.getRequestMethod();
    }

    public String path() {
        return exchange.getRequestURI().getPath();
    }

    /** The path between its slashes. */
    public List<String> segments() {
        return List.of(path().substring(1).split("/", -1));
    }

    /** A parameter of the query string that is a plain number. */
    public Optional<Integer> number(String name) {
        String query = exchange.getRequestURI().getQuery();
        return query == null
                ? Optional.empty()
                : Arrays.stream(query.split("&", -1))
                        .filter(parameter -> parameter.matches(name + "=\\d{1,6}"))
                        .map(parameter -> Integer.parseInt(parameter.substring(name.length() + 1)))
                        .findFirst();
    }

    public byte[] body() {
        return body;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    /** From {@code Authorization: bearer ...} or {@code token ...}. */
    public Optional<String> token() {
        return header("Authorization")
                .map(value -> value.strip().split("\\s+", 2))
                .filter(parts -> parts.length == 2)
                .filter(parts -> List.of("bearer", "token").contains(parts[0].toLowerCase(Locale.ROOT)))
                .map(parts -> parts[1]);
    }

    static boolean acceptsGzip(HttpExchange exchange) {
        String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
        return accepted != null && accepted.contains("gzip");
    }
}
