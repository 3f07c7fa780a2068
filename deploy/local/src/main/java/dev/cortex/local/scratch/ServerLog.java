package dev.cortex.local.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What a server writes to its log from now on; what stands there already is about earlier starts. */
public final class ServerLog {
    /** A server that does not start says why in its first lines. */
    private static final int READ_BYTES_MAX = 64 * 1024;

    private final Path file;
    private final long start;

    private ServerLog(Path file, long start) {
        this.file = file;
        this.start = start;
    }

    public static ServerLog from(Path file) {
        try {
            Files.createDirectories(file.getParent());
            return new ServerLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the log " + file, e);
        }
    }

    public Path file() {
        return file;
    }

    public ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    /** The first new line that has one of these words, words that come first preferred. */
    public Optional<String> firstLineWith(String... words) {
        List<String> lines = newLines();
        for (String word : words) {
            Optional<String> line =
                    lines.stream().filter(each -> each.contains(word)).findFirst();
            if (line.isPresent()) {
                return line.map(String::strip);
            }
        }
        return Optional.empty();
    }

    private List<String> newLines() {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES_MAX);
            channel.read(bytes, start);
            return StandardCharsets.UTF_8
                    .decode(bytes.flip())
                    .toString()
                    .lines()
                    .toList();
        } catch (IOException nothingWritten) {
            return List.of();
        }
    }
}
