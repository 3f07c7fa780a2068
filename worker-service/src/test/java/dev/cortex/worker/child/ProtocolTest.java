package dev.cortex.worker.child;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.worker.execution.TaskWorker.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProtocolTest {
    @Test
    void commandsComeBackAsTheyWereSent() {
        for (Command command : List.of(
                new Command.Activate(),
                new Command.Drain(),
                new Command.CollectGarbage(),
                new Command.HeapDump("/data/logs of mine/heap.hprof"),
                new Command.Stop())) {
            assertEquals(Optional.of(command), Command.parse(command.line()));
        }
    }

    @Test
    void reportsComeBackAsTheyWereSent() {
        for (Report report : List.of(new Report.Ready(), new Report.Beat(State.DRAINING, 3, 12_345_678_901L))) {
            assertEquals(Optional.of(report), Report.parse(report.line()));
        }
    }

    @Test
    void otherLinesMeanNothing() {
        for (String line :
                List.of("", "hello", "@cortex", "@cortex beat", "@cortex beat FLYING 1 2", "@cortex beat PARKED x 2")) {
            assertEquals(Optional.empty(), Report.parse(line), line);
        }
        for (String line : List.of("", "heap-dump", "shutdown now")) {
            assertEquals(Optional.empty(), Command.parse(line), line);
        }
    }
}
