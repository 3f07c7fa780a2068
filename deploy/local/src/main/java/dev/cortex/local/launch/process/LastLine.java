package dev.cortex.local.launch.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The line of a log that most likely says why its process ended: the last error, else the last line. */
public final class LastLine {
    private static final int TAIL_BYTES = 16 << 10;
    private static final int SHOWN_CHARACTERS = 300;
    private static final Pattern ERROR = Pattern.compile("\\b(ERROR|FATAL|Error|Exception|Caused by)\\b");
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

    private LastLine() {}

    /** Empty when the log is missing or has nothing to say. */
    public static Optional<String> of(Path log) {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            int length = (int) Math.min(TAIL_BYTES, file.length());
            byte[] tail = new byte[length];
            file.seek(file.length() - length);
            file.readFully(tail);
            return pick(new String(tail, StandardCharsets.UTF_8).lines().toList());
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    static Optional<String> pick(List<String> lines) {
        List<String> telling = lines.stream()
                .filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find())
                .toList();
        return telling.reversed().stream()
                .filter(line -> ERROR.matcher(line).find())
                .findFirst()
                .or(() -> telling.isEmpty() ? Optional.empty() : Optional.of(telling.getLast()))
                .map(String::strip)
                .map(line -> line.length() <= SHOWN_CHARACTERS ? line : line.substring(0, SHOWN_CHARACTERS) + "…");
    }
}
