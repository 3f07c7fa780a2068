package dev.cortex.gateway.failure;

import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which the gateway itself answers. {@code slug} is the end of the problem's type and the value of the metrics' label
 * {@code reason}; {@code proxyError} is the error type of RFC 9209.
 */
public enum Failure {
    MALFORMED(400, "malformed-request", "The request is not valid HTTP", "http_request_error", After.CLOSE),
    AMBIGUOUS_PATH(
            400, "ambiguous-path", "The path can be read in more than one way", "http_request_error", After.CLOSE),
    KEY_MISSING(401, "key-missing", "This route needs a key", "http_request_denied", After.KEEP),
    KEY_UNKNOWN(401, "key-unknown", "The key is not known", "http_request_denied", After.KEEP),
    NO_ROUTE(404, "no-route", "No route leads there", "destination_not_found", After.KEEP),
    METHOD_NOT_SERVED(
            405, "method-not-served", "The gateway does not serve this method", "http_request_denied", After.KEEP),
    REQUEST_TIMEOUT(408, "request-timeout", "The request did not arrive in time", "http_request_error", After.CLOSE),
    BODY_TOO_LARGE(413, "body-too-large", "The body is too large", "http_request_error", After.CLOSE),
    TARGET_TOO_LONG(414, "target-too-long", "The request target is too long", "http_request_error", After.CLOSE),
    EXPECTATION_FAILED(417, "expectation-failed", "The expectation cannot be met", "http_request_error", After.KEEP),
    HEAD_TOO_LARGE(431, "head-too-large", "The headers are too large", "http_request_error", After.CLOSE),
    INTERNAL(500, "gateway-error", "The gateway failed", "proxy_internal_error", After.CLOSE),
    CODING_UNKNOWN(501, "coding-unknown", "The transfer coding is not known", "http_request_error", After.CLOSE),
    UNREACHABLE(502, "upstream-unreachable", "The service cannot be reached", "connection_refused", After.KEEP),
    NO_PEER(502, "no-live-upstream", "No server of the service is up", "destination_unavailable", After.RETRY),
    TERMINATED(502, "upstream-closed", "The service ended the connection", "connection_terminated", After.KEEP),
    PROTOCOL_ERROR(
            502,
            "upstream-protocol-error",
            "The service's answer is not valid HTTP",
            "http_protocol_error",
            After.KEEP),
    OVERLOADED(
            503,
            "overloaded",
            "The gateway has all the requests it can carry",
            "connection_limit_reached",
            After.RETRY),
    SATURATED(
            503,
            "upstream-saturated",
            "The service has all the requests it can carry",
            "connection_limit_reached",
            After.RETRY),
    CONNECT_TIMEOUT(
            504,
            "upstream-connect-timeout",
            "The service did not accept the connection in time",
            "connection_timeout",
            After.KEEP),
    RESPONSE_TIMEOUT(
            504, "upstream-timeout", "The service did not answer in time", "http_response_timeout", After.KEEP),
    VERSION_UNKNOWN(505, "version-unknown", "The HTTP version is not served", "http_request_error", After.CLOSE);

    /** What becomes of the connection, and whether coming back helps. */
    enum After {
        KEEP,
        CLOSE,
        RETRY
    }

    private final int status;
    private final String slug;
    private final String title;
    private final String proxyError;
    private final After after;

    Failure(int status, String slug, String title, String proxyError, After after) {
        this.status = status;
        this.slug = slug;
        this.title = title;
        this.proxyError = proxyError;
        this.after = after;
    }

    public HttpResponseStatus status() {
        return HttpResponseStatus.valueOf(status);
    }

    public String slug() {
        return slug;
    }

    public String title() {
        return title;
    }

    public String proxyError() {
        return proxyError;
    }

    /** Whether the rest of what the client sent cannot be trusted or is not worth reading. */
    public boolean closes() {
        return after == After.CLOSE;
    }

    /** @return seconds for Retry-After, null when a repeat would not help */
    public @Nullable Integer retryAfterSeconds() {
        return after == After.RETRY ? 1 : null;
    }

    public Refusal because(String detail) {
        return new Refusal(this, detail);
    }
}
