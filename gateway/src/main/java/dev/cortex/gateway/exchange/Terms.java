package dev.cortex.gateway.exchange;

import dev.cortex.gateway.config.Timeouts;
import dev.cortex.gateway.failure.ProblemPage;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What all client connections share.
 *
 * @param draining set when the gateway stops: connections close as soon as they are idle
 */
public record Terms(
        Timeouts timeouts,
        ProblemPage problems,
        ExchangeLog log,
        Tracing tracing,
        InFlight inFlight,
        AtomicBoolean draining) {}
