package dev.cortex.gateway.balance;

/**
 * A peer as it stands, for metrics and health.
 *
 * @param inFlight requests that it has now
 * @param effectiveWeight its weight after failures
 * @param up whether a pick may choose it
 */
public record PeerState(PeerSettings settings, int inFlight, int effectiveWeight, boolean up) {}
