package dev.cortex.gateway.exchange;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * W3C Trace Context: a valid {@code traceparent} goes on as it came, an invalid or missing one starts a trace. A started one is not marked
 * as sampled: nothing was recorded here, and the services decide for themselves.
 */
final class TraceParent {
    private static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");
    private static final AsciiString TRACESTATE = AsciiString.cached("tracestate");
    private static final int LENGTH = 55;
    private static final String HEX = "0123456789abcdef";

    private TraceParent() {}

    static void continueOrStart(HttpHeaders headers) {
        List<String> parents = headers.getAll(TRACEPARENT);
        if (parents.size() != 1 || !isValid(parents.getFirst())) {
            headers.remove(TRACESTATE);
            headers.set(TRACEPARENT, start());
        }
    }

    /** {@code version "-" trace-id "-" parent-id "-" flags}; later versions may add to it after another hyphen. */
    static boolean isValid(String parent) {
        if (parent.length() < LENGTH
                || parent.charAt(2) != '-'
                || parent.charAt(35) != '-'
                || parent.charAt(52) != '-') {
            return false;
        }
        boolean known = parent.startsWith("00");
        boolean tail = known ? parent.length() == LENGTH : parent.length() == LENGTH || parent.charAt(LENGTH) == '-';
        return tail
                && !parent.startsWith("ff")
                && hex(parent, 0, 2)
                && hex(parent, 3, 35)
                && hex(parent, 36, 52)
                && hex(parent, 53, 55)
                && nonZero(parent, 3, 35)
                && nonZero(parent, 36, 52);
    }

    private static String start() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        StringBuilder parent = new StringBuilder(LENGTH).append("00-");
        append(parent, random.nextLong());
        append(parent, random.nextLong() | 1);
        parent.append('-');
        append(parent, random.nextLong() | 1);
        return parent.append("-00").toString();
    }

    private static void append(StringBuilder text, long value) {
        for (int shift = 60; shift >= 0; shift -= 4) {
            text.append(HEX.charAt((int) (value >>> shift) & 15));
        }
    }

    private static boolean hex(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (HEX.indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean nonZero(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }
}
