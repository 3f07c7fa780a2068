package dev.cortex.gateway.forward;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Removes what concerns only one connection (RFC 9110, 7.6.1): Connection, every header it names, and those that ought to be named. */
final class HopByHop {
    private static final AsciiString KEEP_ALIVE = AsciiString.cached("keep-alive");
    private static final AsciiString PROXY_CONNECTION = AsciiString.cached("proxy-connection");
    private static final List<AsciiString> ALWAYS = List.of(
            KEEP_ALIVE,
            PROXY_CONNECTION,
            HttpHeaderNames.TE,
            HttpHeaderNames.TRAILER,
            HttpHeaderNames.TRANSFER_ENCODING,
            HttpHeaderNames.UPGRADE);

    /** Naming these in Connection would make a proxy change the request's meaning; no honest sender does. */
    private static final Set<String> NEVER =
            Set.of("host", "content-length", "content-type", "authorization", "cookie", "cache-control", "expect");

    private HopByHop() {}

    static void removeFrom(HttpHeaders headers) {
        if (headers.contains(HttpHeaderNames.CONNECTION)) {
            for (String list : headers.getAll(HttpHeaderNames.CONNECTION)) {
                removeNamed(headers, list);
            }
            headers.remove(HttpHeaderNames.CONNECTION);
        }
        for (int i = 0; i < ALWAYS.size(); i++) {
            headers.remove(ALWAYS.get(i));
        }
    }

    private static void removeNamed(HttpHeaders headers, String list) {
        for (String part : list.split(",")) {
            String name = part.trim();
            if (!name.isEmpty() && !NEVER.contains(name.toLowerCase(Locale.ROOT))) {
                headers.remove(name);
            }
        }
    }
}
