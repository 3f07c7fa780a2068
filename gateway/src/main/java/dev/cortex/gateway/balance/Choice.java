package dev.cortex.gateway.balance;

/** What a pick ends with: a peer, or the reason why there is none. */
public sealed interface Choice permits Peer, Exhausted {}
