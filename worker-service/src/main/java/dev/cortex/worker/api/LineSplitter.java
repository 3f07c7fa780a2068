package dev.cortex.worker.api;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts bytes as they come into lines, and holds no more than one line of the allowed length. */
final class LineSplitter {
    private final int lineBytesMax;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean tooLong;
    private long number;

    LineSplitter(int lineBytesMax) {
        this.lineBytesMax = lineBytesMax;
    }

    /**
     * @param number 1 for the first
     * @param tooLong whether it was longer than allowed; its text is then not there
     */
    record Line(long number, String text, boolean tooLong) {
        boolean blank() {
            return !tooLong && text.isBlank();
        }
    }

    /** @return the lines that ended */
    List<Line> feed(byte[] bytes) {
        List<Line> ended = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                add(bytes, from, i);
                ended.add(take());
                from = i + 1;
            }
        }
        add(bytes, from, bytes.length);
        return ended;
    }

    /** @return the last line, when no line feed ended it */
    Optional<Line> end() {
        return line.size() > 0 || tooLong ? Optional.of(take()) : Optional.empty();
    }

    private void add(byte[] bytes, int from, int to) {
        if (tooLong || line.size() + to - from > lineBytesMax) {
            tooLong = true;
            line.reset();
        } else {
            line.write(bytes, from, to - from);
        }
    }

    private Line take() {
        number++;
        var taken = new Line(number, line.toString(StandardCharsets.UTF_8), tooLong);
        line.reset();
        tooLong = false;
        return taken;
    }
}
