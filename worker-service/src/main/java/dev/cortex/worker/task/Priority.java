package dev.cortex.worker.task;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How urgent a task is; the ordinal is what the database holds, 0 the most urgent. */
public enum Priority {
    CRITICAL,
    HIGH,
    NORMAL,
    LOW;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public short code() {
        return (short) ordinal();
    }

    public static Priority ofCode(int code) {
        return values()[code];
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
