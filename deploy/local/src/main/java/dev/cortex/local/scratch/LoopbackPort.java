package dev.cortex.local.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntFunction;

/** Free TCP ports on loopback. */
public final class LoopbackPort {
    private static final int ATTEMPTS = 3;

    private LoopbackPort() {}

    /**
     * A port that was free a moment ago. Nothing reserves it, so whoever binds it must be ready to lose the race.
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    /** Starts something on a free port, on another one when the first is taken between being found and being bound. */
    public static <T> T onFree(IntFunction<T> start) {
        for (int attempt = 1; ; attempt++) {
            try {
                return start.apply(free());
            } catch (IllegalStateException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }
}
