package dev.cortex.local.launch.process;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A component that was started. */
public interface Running {
    /** Its process; the launcher's own for what runs inside it; empty when it has ended. */
    Optional<ProcessHandle> process();

    /** Completes when the component ends, whoever ended it, with what is known about the end in a few words. */
    CompletableFuture<String> ended();

    /**
     * Ends it and everything that it started: in order within the grace, by force after it.
     *
     * @return whether force was not needed
     */
    boolean stop(Duration grace);
}
