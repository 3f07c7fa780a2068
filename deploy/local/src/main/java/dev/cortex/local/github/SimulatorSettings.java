package dev.cortex.local.github;

import dev.cortex.local.github.limit.Limits;
import java.time.InstantSource;

/**
 * How a simulator is started.
 *
 * @param port on 127.0.0.1; 0 for any free one
 * @param clock what budgets and windows go by, and when admin changes happen
 */
public record SimulatorSettings(int port, Limits limits, InstantSource clock) {
    /** GitHub's own limits, the real time. */
    public static SimulatorSettings onPort(int port) {
        return new SimulatorSettings(port, Limits.GITHUB, InstantSource.system());
    }

    public SimulatorSettings with(Limits newLimits) {
        return new SimulatorSettings(port, newLimits, clock);
    }

    public SimulatorSettings with(InstantSource newClock) {
        return new SimulatorSettings(port, limits, newClock);
    }
}
