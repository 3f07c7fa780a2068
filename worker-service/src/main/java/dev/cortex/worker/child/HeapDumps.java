package dev.cortex.worker.child;

import com.sun.management.HotSpotDiagnosticMXBean;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import org.jboss.logging.Logger;

/** Writes what is alive on the heap into a file for people to look at. */
@Singleton
final class HeapDumps {
    private static final Logger LOG = Logger.getLogger(HeapDumps.class);
    private static final boolean ONLY_LIVE = true;

    /** Stops the process for as long as it takes. */
    void write(String file) {
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class).dumpHeap(file, ONLY_LIVE);
            LOG.infof("wrote a heap dump to %s", file);
        } catch (IOException | IllegalArgumentException | UnsupportedOperationException impossible) {
            LOG.errorf("could not write a heap dump to %s: %s", file, impossible.getMessage());
        }
    }
}
