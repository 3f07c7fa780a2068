package dev.cortex.local.launch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Turns SIGINT, SIGTERM and SIGHUP into an interruption of the main thread, which then ends the mesh in its own order and
 * with its own exit status. The JVM's shutdown waits for that.
 */
final class StopSignal {
    private final Thread main = Thread.currentThread();
    private final CompletableFuture<Integer> status = new CompletableFuture<>();
    private final Thread hook = new Thread(this::onShutdown, "stop-signal");
    private volatile boolean received;

    private StopSignal() {}

    /** For the thread that calls. */
    static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void onShutdown() {
        if (status.isDone()) {
            return;
        }
        received = true;
        main.interrupt();
        // The only way to an exit status of one's own once the shutdown is under way.
        Runtime.getRuntime().halt(status.join());
    }

    /** Ends the JVM with this status; does not return. */
    void exit(int exitStatus) {
        status.complete(exitStatus);
        while (received) {
            // The hook ends the JVM any moment; System.exit would only wait for it, too.
            LockSupport.park(this);
        }
        System.exit(exitStatus);
    }
}
