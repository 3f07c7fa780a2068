package dev.cortex.gateway.guard;

import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a well-formed head may say (RFC 9110 and 9112), and its target in the one form that the stages know. */
final class RequestRules {
    /** Its presence makes the codec expect eight bytes of body that no header declares (the long gone hixie-76 draft). */
    private static final AsciiString HIXIE_KEY = AsciiString.cached("sec-websocket-key1");

    /** uri-host [":" port] of RFC 3986 without percent-encoding, which no DNS name needs. */
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=-]+|\\[[0-9A-Fa-f:.]+])(?::[0-9]{1,5})?");

    private static final String HTTP = "http://";

    private RequestRules() {}

    /** Checks {@code request} and rewrites an absolute-form target to origin-form. */
    static @Nullable Refusal check(HttpRequest request) {
        Refusal refusal = version(request);
        refusal = refusal == null ? target(request) : refusal;
        refusal = refusal == null ? host(request) : refusal;
        refusal = refusal == null ? coding(request) : refusal;
        return refusal == null ? expectation(request.headers()) : refusal;
    }

    private static @Nullable Refusal version(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0)
                ? null
                : Failure.VERSION_UNKNOWN.because("Speak HTTP/1.1 or HTTP/1.0 here.");
    }

    private static @Nullable Refusal target(HttpRequest request) {
        if (request.method().equals(HttpMethod.CONNECT)) {
            return Failure.METHOD_NOT_SERVED.because("This is a reverse proxy: CONNECT is not served.");
        }
        String target = request.uri();
        if (target.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            target = originForm(request, target);
        }
        if (target.equals("*") && request.method().equals(HttpMethod.OPTIONS)) {
            return null;
        }
        int query = target.indexOf('?');
        String path = query < 0 ? target : target.substring(0, query);
        if (!path.startsWith("/") || target.indexOf('#') >= 0) {
            return Failure.MALFORMED.because("The request target must be a path, or an http URL without fragment.");
        }
        return PathRules.ambiguous(path)
                ? Failure.AMBIGUOUS_PATH.because(
                        "A path must have no dot segments, encoded slashes or control bytes, backslashes or broken percent-encoding.")
                : null;
    }

    /** The authority of an absolute-form target replaces Host (RFC 9112, 3.2.2), which must be there nonetheless. */
    private static String originForm(HttpRequest request, String target) {
        int end = HTTP.length();
        while (end < target.length() && "/?#".indexOf(target.charAt(end)) < 0) {
            end++;
        }
        if (request.headers().getAll(HttpHeaderNames.HOST).size() == 1) {
            request.headers().set(HttpHeaderNames.HOST, target.substring(HTTP.length(), end));
        }
        String rest = target.substring(end);
        String origin = rest.startsWith("/") ? rest : "/" + rest;
        request.setUri(origin);
        return origin;
    }

    private static @Nullable Refusal host(HttpRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty() && request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return null;
        }
        if (hosts.size() != 1) {
            return Failure.MALFORMED.because("A request must have exactly one Host header (RFC 9112, 3.2).");
        }
        return HOST.matcher(hosts.getFirst()).matches()
                ? null
                : Failure.MALFORMED.because("The Host header is not a host with an optional port.");
    }

    private static @Nullable Refusal coding(HttpRequest request) {
        HttpHeaders headers = request.headers();
        if (headers.contains(HIXIE_KEY)) {
            return Failure.MALFORMED.because("WebSocket drafts before RFC 6455 are not served.");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return null;
        }
        if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return Failure.MALFORMED.because(
                    "Transfer-Encoding and Content-Length exclude each other (RFC 9112, 6.1).");
        }
        if (request.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return Failure.MALFORMED.because("HTTP/1.0 has no Transfer-Encoding (RFC 9112, 6.1).");
        }
        String coding = String.join(",", codings).toLowerCase(Locale.ROOT);
        if (coding.equals("chunked")) {
            return null;
        }
        boolean chunkedLast = coding.endsWith(",chunked") || coding.endsWith(", chunked");
        return chunkedLast && coding.indexOf("chunked") == coding.lastIndexOf("chunked")
                ? Failure.CODING_UNKNOWN.because("Only the transfer coding chunked is served.")
                : Failure.MALFORMED.because("Transfer-Encoding must be chunked, once (RFC 9112, 6.1).");
    }

    private static @Nullable Refusal expectation(HttpHeaders headers) {
        String expect = headers.get(HttpHeaderNames.EXPECT);
        return expect == null || expect.equalsIgnoreCase("100-continue")
                ? null
                : Failure.EXPECTATION_FAILED.because("The only expectation served is 100-continue (RFC 9110, 10.1.1).");
    }
}
