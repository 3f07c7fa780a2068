package dev.cortex.gateway.exchange;

/** Hears of every exchange once, when its answer was written or its client left. Called on the event loop: must be quick. */
public interface ExchangeLog {
    /** @param nanos from the request's head to the end of the answer */
    void ended(Exchange exchange, long nanos);
}
