package dev.cortex.worker.child;

import java.util.Optional;

/**
 * What the pool tells a worker; one line each on the worker's standard input.
 *
 * <p>A pipe rather than Redis or HTTP, because it can not be wiped, needs no port and no key, ends with either process, and
 * says so: a worker whose standard input ends knows that its pool is gone, and a flushed Redis never makes the pool believe
 * that healthy workers are dead.
 */
public sealed interface Command {
    /** Claim tasks. */
    record Activate() implements Command {}

    /** Claim nothing more, and say when nothing runs any more. */
    record Drain() implements Command {}

    /** Collect garbage now. */
    record CollectGarbage() implements Command {}

    /** Write a heap dump to a file that does not exist yet. */
    record HeapDump(String file) implements Command {}

    /** End: hand back what runs after a short grace. */
    record Stop() implements Command {}

    default String line() {
        return switch (this) {
            case Activate ignored -> "activate";
            case Drain ignored -> "drain";
            case CollectGarbage ignored -> "gc";
            case HeapDump dump -> "heap-dump " + dump.file();
            case Stop ignored -> "stop";
        };
    }

    /** @return empty for a line that is no command, for example of a newer pool */
    static Optional<Command> parse(String line) {
        String[] words = line.strip().split(" ", 2);
        return switch (words[0]) {
            case "activate" -> Optional.of(new Activate());
            case "drain" -> Optional.of(new Drain());
            case "gc" -> Optional.of(new CollectGarbage());
            case "heap-dump" -> words.length == 2 ? Optional.of(new HeapDump(words[1])) : Optional.empty();
            case "stop" -> Optional.of(new Stop());
            default -> Optional.empty();
        };
    }
}
