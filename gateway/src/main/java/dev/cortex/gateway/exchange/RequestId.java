package dev.cortex.gateway.exchange;

import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The id that follows a request through logs and problems. A client's own is kept when it is safe to log and to compare; else a
 * random UUID (version 4) is made. It is a name, not a secret, so the fast generator does.
 */
final class RequestId {
    private static final int LENGTH_MAX = 128;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private RequestId() {}

    static String of(@Nullable String offered) {
        return offered != null && wellFormed(offered) ? offered : random();
    }

    static boolean wellFormed(String id) {
        if (id.isEmpty() || id.length() > LENGTH_MAX) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean alphanumeric = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!alphanumeric && c != '-' && c != '_' && c != '.' && c != ':') {
                return false;
            }
        }
        return true;
    }

    private static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (random.nextLong() & 0xffffffffffff0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fffffffffffffffL) | 0x8000000000000000L;
        byte[] text = new byte[36];
        int at = 0;
        for (int nibble = 0; nibble < 32; nibble++) {
            if (nibble == 8 || nibble == 12 || nibble == 16 || nibble == 20) {
                text[at++] = '-';
            }
            long half = nibble < 16 ? high : low;
            text[at++] = (byte) HEX[(int) (half >>> (60 - 4 * (nibble & 15))) & 15];
        }
        return new String(text, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
