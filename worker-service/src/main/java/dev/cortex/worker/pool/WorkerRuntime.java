package dev.cortex.worker.pool;

import dev.cortex.worker.child.Command;
import dev.cortex.worker.child.Report;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where workers run: child processes of this machine, or pods. Everything here may block for a moment and is called by the
 * pool's own thread only; the listener may be called by any thread.
 */
interface WorkerRuntime {
    /** What is heard of workers. */
    interface Listener {
        void reported(String worker, Report report);

        /** The last thing heard of a worker, also of one that could not be started. */
        void ended(String worker, String how);
    }

    /**
     * @param workingSetBytes what it takes of the machine's memory
     * @param cpuTime since its start
     */
    record Usage(long workingSetBytes, Duration cpuTime) {}

    /** Begins to start a worker; it reports when it is ready. */
    void start(String worker, Listener listener);

    /** Best effort: a worker that does not get it stops reporting, and is dealt with for that. */
    void send(String worker, Command command);

    /** Ends it without asking; {@link Listener#ended} follows. */
    void kill(String worker);

    /** Empty when it has ended, or where it can not be measured. */
    Optional<Usage> measure(String worker);

    /** Of the process, where it is one of this machine. */
    OptionalLong pid(String worker);

    /** Ends all workers, by asking first; returns when none is left. */
    void close(Duration patience);
}
