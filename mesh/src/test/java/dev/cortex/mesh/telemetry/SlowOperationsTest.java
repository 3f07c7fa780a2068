package dev.cortex.mesh.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowOperationsTest {
    private final List<String> warnings = new ArrayList<>();
    private final Logger log = Logger.getLogger(SlowOperations.class.getName());
    private final Handler kept = new Handler() {
        @Override
        public void publish(LogRecord line) {
            warnings.add(line.getLevel() + " " + String.format(line.getMessage(), line.getParameters()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(kept);
    }

    @AfterEach
    void silence() {
        log.removeHandler(kept);
    }

    private static SlowOperations slowFrom(Duration slow) {
        return new SlowOperations(new TelemetrySettings() {
            @Override
            public double sampleRatio() {
                return 1;
            }

            @Override
            public Optional<String> endpoint() {
                return Optional.empty();
            }

            @Override
            public Duration slow() {
                return slow;
            }
        });
    }

    @Test
    void aSlowOneIsToldOnceByItsName() {
        Uni<String> slow = slowFrom(Duration.ZERO)
                .watch("fetch-all", () -> Uni.createFrom().item("x"));
        assertEquals("x", slow.await().indefinitely());
        assertEquals(1, warnings.size());
        assertTrue(warnings.getFirst().contains("fetch-all"), warnings::toString);
    }

    @Test
    void aFastOneIsNotTold() {
        slowFrom(Duration.ofMinutes(1))
                .watch("fetch-all", () -> Uni.createFrom().item("x"))
                .await()
                .indefinitely();
        assertEquals(List.of(), warnings);
    }

    @Test
    void aFailureIsPassedOnAndTimedToo() {
        Uni<String> failing = slowFrom(Duration.ZERO)
                .watch("fetch-all", () -> Uni.createFrom().failure(new IllegalStateException("no")));
        assertThrows(IllegalStateException.class, () -> failing.await().indefinitely());
        assertEquals(1, warnings.size());
    }
}
