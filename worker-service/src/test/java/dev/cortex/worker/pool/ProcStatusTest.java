package dev.cortex.worker.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.worker.pool.ProcessRuntime.ProcStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProcStatusTest {
    @Test
    void residentSizeIsInKilobytes() {
        assertEquals(
                Optional.of(163_840L * 1024),
                ProcStatus.resident(List.of("Name:\tjava", "VmHWM:\t  170000 kB", "VmRSS:\t  163840 kB")));
    }

    @Test
    void endedProcessHasNone() {
        assertEquals(Optional.empty(), ProcStatus.resident(List.of("Name:\tjava", "State:\tZ (zombie)")));
        assertEquals(Optional.empty(), ProcStatus.residentBytes(Long.MAX_VALUE));
    }
}
