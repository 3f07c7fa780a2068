package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.achievement.Configs;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummaryPauseTest {
    @ParameterizedTest
    @CsvSource({"0, 2000", "20, 2000", "1000, 9000", "10000, 90000", "60000, 300000"})
    void leavesTheDatabaseNineTenthsOfItsTimeUpToABound(long tookMillis, long pauseMillis) {
        assertEquals(
                Duration.ofMillis(pauseMillis),
                PostgresSummaryView.pause(Configs.defaults().summary(), Duration.ofMillis(tookMillis)));
    }
}
