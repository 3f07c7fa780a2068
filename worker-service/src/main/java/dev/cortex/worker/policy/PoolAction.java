package dev.cortex.worker.policy;

/** One step that {@link PoolPolicy} asks for. */
public sealed interface PoolAction {
    /** Start one more worker; it becomes warm by itself. */
    record Start() implements PoolAction {}

    /** Let a warm worker claim tasks. */
    record Promote(String worker) implements PoolAction {}

    /** Let a worker finish what it has and claim nothing more. */
    record Drain(String worker, RecycleReason reason) implements PoolAction {}

    /** Ask a worker to end. */
    record Stop(String worker) implements PoolAction {}

    /** End a worker without asking. */
    record Kill(String worker, String why) implements PoolAction {}

    /** Let a worker collect garbage, so that the next measurement shows what it really needs. */
    record CollectGarbage(String worker) implements PoolAction {}

    /** People must look: doing more of the same would not help. */
    record Alarm(String worker, String text) implements PoolAction {}
}
