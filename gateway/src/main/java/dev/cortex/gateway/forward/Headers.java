package dev.cortex.gateway.forward;

import dev.cortex.gateway.exchange.ClientConnection;
import dev.cortex.gateway.exchange.Exchange;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;

/** A proxy's duties on the headers of both directions (RFC 9110, 7.6; RFC 7239; W3C Trace Context). */
public final class Headers {
    private static final AsciiString FORWARDED = AsciiString.cached("forwarded");
    private static final AsciiString X_FORWARDED_FOR = AsciiString.cached("x-forwarded-for");
    private static final AsciiString X_FORWARDED_HOST = AsciiString.cached("x-forwarded-host");
    private static final AsciiString X_FORWARDED_PROTO = AsciiString.cached("x-forwarded-proto");
    private static final String PROTO = "http";

    private final String via11;
    private final String via10;

    /** @param name how the gateway calls itself in Via */
    public Headers(String name) {
        via11 = "1.1 " + name;
        via10 = "1.0 " + name;
    }

    void request(Exchange exchange, ClientAddress client) {
        HttpHeaders headers = exchange.request().headers();
        boolean chunked = HttpUtil.isTransferEncodingChunked(exchange.request());
        boolean trailers = headers.contains(HttpHeaderNames.TE) && acceptsTrailers(headers);
        HopByHop.removeFrom(headers);
        if (chunked) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        if (trailers) {
            headers.set(HttpHeaderNames.TE, HttpHeaderValues.TRAILERS);
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderNames.TE);
        }
        if (exchange.asksForWebSocket()) {
            upgrade(headers);
        }
        append(headers, HttpHeaderNames.VIA, exchange.http10() ? via10 : via11, true);
        forwarded(headers, client);
        headers.set(ClientConnection.X_REQUEST_ID, exchange.id());
    }

    /** Frames the answer for an HTTP/1.1 client; for an older one the connection takes the chunks off again. */
    void response(HttpMethod method, HttpResponse response) {
        HttpHeaders headers = response.headers();
        HttpVersion version = response.protocolVersion();
        HopByHop.removeFrom(headers);
        int status = response.status().code();
        boolean bodiless = method.equals(HttpMethod.HEAD)
                || status == HttpResponseStatus.NO_CONTENT.code()
                || status == HttpResponseStatus.NOT_MODIFIED.code();
        if (!bodiless && !headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        append(headers, HttpHeaderNames.VIA, version.equals(HttpVersion.HTTP_1_0) ? via10 : via11, true);
        if (!headers.contains(HttpHeaderNames.DATE)) {
            headers.set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(Instant.now())));
        }
        response.setProtocolVersion(HttpVersion.HTTP_1_1);
    }

    /** Hop by hop means that each hop agrees: the gateway asks for itself, and agrees for itself. */
    static void upgrade(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
    }

    private static boolean acceptsTrailers(HttpHeaders headers) {
        return String.join(",", headers.getAll(HttpHeaderNames.TE))
                .toLowerCase(Locale.ROOT)
                .contains("trailers");
    }

    private static void forwarded(HttpHeaders headers, ClientAddress client) {
        String host = headers.get(HttpHeaderNames.HOST);
        String element = "for=" + client.node() + (host == null ? "" : ";host=\"" + host + "\"") + ";proto=" + PROTO;
        append(headers, FORWARDED, element, client.trusted());
        append(headers, X_FORWARDED_FOR, client.plain(), client.trusted());
        if (!client.trusted() || !headers.contains(X_FORWARDED_PROTO)) {
            headers.set(X_FORWARDED_PROTO, PROTO);
        }
        if (host != null && (!client.trusted() || !headers.contains(X_FORWARDED_HOST))) {
            headers.set(X_FORWARDED_HOST, host);
        }
    }

    /** Adds to the list that is there, or takes its place if it is not believed. */
    private static void append(HttpHeaders headers, AsciiString name, String value, boolean believed) {
        String before = believed && headers.contains(name) ? String.join(", ", headers.getAll(name)) : "";
        headers.set(name, before.isEmpty() ? value : before + ", " + value);
    }
}
