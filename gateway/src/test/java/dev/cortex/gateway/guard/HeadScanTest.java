package dev.cortex.gateway.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.gateway.config.Limits;
import dev.cortex.gateway.failure.Failure;
import dev.cortex.gateway.failure.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HeadScanTest {
    private static final String HEAD = "GET /a HTTP/1.1\r\nHost: h\r\nX: caf\u00e9 \t\r\n\r\n";

    @Test
    void findsTheEndAndNotMore() {
        HeadScan scan = new HeadScan(Limits.DEFAULT);
        ByteBuf in = bytes(HEAD + "body \0\n");
        assertTrue(scan.scan(in));
        assertNull(scan.refusal());
        assertEquals(0, in.readerIndex());
    }

    @Test
    void waitsForTheRest() {
        for (int length = 1; length < HEAD.length(); length++) {
            HeadScan scan = new HeadScan(Limits.DEFAULT);
            assertFalse(scan.scan(bytes(HEAD.substring(0, length))));
            assertNull(scan.refusal());
            assertTrue(scan.scan(bytes(HEAD)));
        }
    }

    @Test
    void judgesTheSameInAnyPieces() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 5_000; round++) {
            byte[] head = HEAD.getBytes(StandardCharsets.ISO_8859_1);
            head[random.nextInt(head.length)] = (byte) random.nextInt(256);
            HeadScan whole = new HeadScan(Limits.DEFAULT);
            boolean complete = whole.scan(Unpooled.wrappedBuffer(head));
            HeadScan pieces = new HeadScan(Limits.DEFAULT);
            boolean completeInPieces = false;
            for (int length = 1; length <= head.length && pieces.refusal() == null && !completeInPieces; length++) {
                completeInPieces = pieces.scan(Unpooled.wrappedBuffer(head, 0, length));
            }
            assertEquals(complete, completeInPieces, "seed " + seed + ", round " + round);
            assertEquals(whole.refusal(), pieces.refusal(), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void aFewBlankLinesMayComeFirst() {
        assertTrue(new HeadScan(Limits.DEFAULT).scan(bytes("\r\n\r\n" + HEAD)));
        assertEquals(Failure.MALFORMED, refusalOf("\r\n\r\n\r\n" + HEAD));
        assertEquals(Failure.MALFORMED, refusalOf("\n" + HEAD));
    }

    @Test
    void limitsAreExact() {
        Limits limits = new Limits(HEAD.length(), 2, 2, 1, 1, 1);
        assertTrue(new HeadScan(limits).scan(bytes(HEAD)));
        assertNotNull(refused(new Limits(HEAD.length() - 1, 2, 2, 1, 1, 1)));
        assertEquals(Failure.TARGET_TOO_LONG, refused(new Limits(100, 1, 2, 1, 1, 1)));
        assertEquals(Failure.HEAD_TOO_LARGE, refused(new Limits(100, 2, 1, 1, 1, 1)));
    }

    private static Failure refused(Limits limits) {
        HeadScan scan = new HeadScan(limits);
        scan.scan(bytes(HEAD));
        Refusal refusal = scan.refusal();
        assertNotNull(refusal);
        return refusal.failure();
    }

    private static Failure refusalOf(String head) {
        HeadScan scan = new HeadScan(Limits.DEFAULT);
        scan.scan(bytes(head));
        Refusal refusal = scan.refusal();
        assertNotNull(refusal, head);
        return refusal.failure();
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
