package dev.cortex.worker.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How urgent a task is. */
public enum Priority {
    CRITICAL(0),
    HIGH(1),
    NORMAL(2),
    LOW(3);

    private final short code;

    Priority(int code) {
        this.code = (short) code;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What the database holds; 0 is the most urgent. */
    public short code() {
        return code;
    }

    public static Priority ofCode(int code) {
        return Arrays.stream(values())
                .filter(priority -> priority.code == code)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no priority has the code " + code));
    }

    public static Optional<Priority> of(String label) {
        return Arrays.stream(values())
                .filter(priority -> priority.label().equals(label))
                .findFirst();
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(Priority::label).toList();
    }
}
