package dev.cortex.gateway.balance;

/** Why no peer was left. */
public enum Exhausted implements Choice {
    /** At least one peer is healthy and untried, but has all the requests it may have: worth another try soon. */
    SATURATED,
    /** Every peer was tried, has failed or is down. */
    NONE_LIVE
}
