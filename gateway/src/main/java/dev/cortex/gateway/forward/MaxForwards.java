package dev.cortex.gateway.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.AsciiString;

/** Max-Forwards of OPTIONS and TRACE (RFC 9110, 7.6.2): each hop takes one off, and where none is left the request ends. */
final class MaxForwards {
    private static final AsciiString MAX_FORWARDS = AsciiString.cached("max-forwards");

    /** Larger than any chain of proxies; what is longer than this is no number of hops. */
    private static final int DIGITS_MAX = 9;

    private MaxForwards() {}

    /** @return whether the request ends here; else its count is one less */
    static boolean endsHere(HttpRequest request) {
        HttpMethod method = request.method();
        if (!method.equals(HttpMethod.OPTIONS) && !method.equals(HttpMethod.TRACE)) {
            return false;
        }
        HttpHeaders headers = request.headers();
        String hops = headers.get(MAX_FORWARDS);
        if (hops == null
                || hops.isEmpty()
                || hops.length() > DIGITS_MAX
                || !hops.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        int left = Integer.parseInt(hops);
        if (left > 0) {
            headers.set(MAX_FORWARDS, Integer.toString(left - 1));
        }
        return left == 0;
    }

    /** What may be asked of the gateway as an origin server. */
    static void allow(HttpHeaders headers) {
        headers.set(HttpHeaderNames.ALLOW, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
    }
}
