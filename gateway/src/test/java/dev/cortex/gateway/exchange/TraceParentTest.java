package dev.cortex.gateway.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;
import org.junit.jupiter.api.Test;

class TraceParentTest {
    private static final String VALID = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void validParentsGoOn() {
        HttpHeaders headers = new DefaultHttpHeaders().add("traceparent", VALID).add("tracestate", "a=1");
        TraceParent.continueOrStart(headers);
        assertEquals(VALID, headers.get("traceparent"));
        assertEquals("a=1", headers.get("tracestate"));
    }

    @Test
    void laterVersionsGoOn() {
        assertTrue(TraceParent.isValid(VALID.replaceFirst("00", "01") + "-more"));
    }

    @Test
    void othersStartATrace() {
        for (String invalid : List.of(
                "",
                "00",
                VALID + "x",
                VALID + "-more",
                VALID.toUpperCase(java.util.Locale.ROOT),
                VALID.replaceFirst("00", "ff"),
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                VALID.replace('-', '_'))) {
            HttpHeaders headers =
                    new DefaultHttpHeaders().add("traceparent", invalid).add("tracestate", "a=1");
            TraceParent.continueOrStart(headers);
            assertFalse(invalid.equals(headers.get("traceparent")), invalid);
            assertTrue(TraceParent.isValid(headers.get("traceparent")));
            assertNull(headers.get("tracestate"));
        }
    }

    @Test
    void twoParentsAreNone() {
        HttpHeaders headers = new DefaultHttpHeaders().add("traceparent", VALID).add("traceparent", VALID);
        TraceParent.continueOrStart(headers);
        assertEquals(1, headers.getAll("traceparent").size());
        assertFalse(headers.get("traceparent").equals(VALID));
    }
}
