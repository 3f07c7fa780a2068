package dev.cortex.gateway.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cortex.mesh.problem.Problem;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.time.Instant;
import java.util.Date;
import java.util.Map;

/** Writes a refusal as problem+json (RFC 9457) with Proxy-Status (RFC 9209). */
public final class ProblemPage {
    private static final ObjectMapper JSON = JsonMapper.builder().build();
    private static final AsciiString PROXY_STATUS = AsciiString.cached("proxy-status");
    private static final String CHALLENGE = "Bearer realm=\"cortex\"";

    private final String proxyName;

    /** @param proxyName how the gateway calls itself in Proxy-Status */
    public ProblemPage(String proxyName) {
        this.proxyName = proxyName;
    }

    public FullHttpResponse of(Refusal refusal, String requestId) {
        Failure failure = refusal.failure();
        ByteBuf body = Unpooled.wrappedBuffer(json(refusal, requestId));
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, failure.status(), body);
        HttpHeaders headers = response.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        headers.set(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(body.readableBytes()));
        headers.set(HttpHeaderNames.DATE, DateFormatter.format(Date.from(Instant.now())));
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(PROXY_STATUS, proxyName + "; error=" + failure.proxyError());
        Integer retryAfter = failure.retryAfterSeconds();
        if (retryAfter != null) {
            headers.set(HttpHeaderNames.RETRY_AFTER, retryAfter.toString());
        }
        switch (failure.status().code()) {
            case 401 -> headers.set(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
            case 405 -> headers.set(HttpHeaderNames.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            default -> {}
        }
        return response;
    }

    private static byte[] json(Refusal refusal, String requestId) {
        Failure failure = refusal.failure();
        Problem problem = new Problem(
                "/problems/" + failure.slug(),
                failure.title(),
                failure.status().code(),
                refusal.detail(),
                Map.of("request_id", requestId));
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem of plain strings is always JSON", e);
        }
    }
}
