package dev.cortex.mesh.stream;

/** What becomes of a delivery. */
public sealed interface Verdict {
    Verdict DONE = new Done();

    /** Handled, or known not to concern us: acknowledged. */
    record Done() implements Verdict {}

    /** Not handled this time: stays pending and is delivered again after the lease, up to the maximum of deliveries. */
    record Again(String reason) implements Verdict {}

    /** Can never be handled: moved to the dead-letter stream with the reason, and acknowledged. */
    record Dead(String reason) implements Verdict {}
}
