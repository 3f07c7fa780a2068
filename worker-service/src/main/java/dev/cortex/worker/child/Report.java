package dev.cortex.worker.child;

import dev.cortex.worker.execution.TaskWorker.State;
import java.util.Optional;

/**
 * What a worker tells its pool: lines on its standard output, marked so that whatever else a library prints there is not
 * taken for one.
 */
public sealed interface Report {
    String MARK = "@cortex ";

    /** Connected and parked. */
    record Ready() implements Report {}

    /** A sign of life. */
    record Beat(State state, int running, long done) implements Report {}

    default String line() {
        return MARK
                + switch (this) {
                    case Ready ignored -> "ready";
                    case Beat beat ->
                        String.join(
                                " ",
                                "beat",
                                beat.state().name(),
                                Integer.toString(beat.running()),
                                Long.toString(beat.done()));
                };
    }

    /** @return empty for a line that is no report */
    static Optional<Report> parse(String line) {
        if (!line.startsWith(MARK)) {
            return Optional.empty();
        }
        String[] words = line.substring(MARK.length()).strip().split(" ", -1);
        try {
            return switch (words[0]) {
                case "ready" -> Optional.of(new Ready());
                case "beat" ->
                    Optional.of(
                            new Beat(State.valueOf(words[1]), Integer.parseInt(words[2]), Long.parseLong(words[3])));
                default -> Optional.empty();
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException garbled) {
            return Optional.empty();
        }
    }
}
