package dev.cortex.local.redis;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.embedded.core.ExecutableProvider;

/** Where a {@code redis-server} comes from: the one in the library, or where that does not run, one on the PATH. */
final class RedisBinary {
    /** XAUTOCLAIM, by which consumers take over from the dead, came with 6.2. */
    private static final Version OLDEST = new Version(6, 2);

    private static final Pattern VERSION = Pattern.compile("v=(\\d+)\\.(\\d+)\\.");

    private RedisBinary() {}

    record Version(int major, int minor) {
        boolean atLeast(Version other) {
            return major > other.major || (major == other.major && minor >= other.minor);
        }
    }

    /**
     * The first binary that runs here and is new enough.
     *
     * @param cache where the library's binary is unpacked to, once
     */
    static Path find(Path cache) {
        return Stream.concat(unpacked(cache).stream(), onPath())
                .filter(binary ->
                        version(binary).filter(found -> found.atLeast(OLDEST)).isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Redis runs here: the embedded one is not for "
                        + System.getProperty("os.name") + "/" + System.getProperty("os.arch")
                        + ", and no redis-server >= 6.2 is on the PATH; install one, or set CORTEX_REDIS_URL"));
    }

    private static Optional<Path> unpacked(Path cache) {
        // The interned string and the file lock together keep two unpackers, in one JVM or in two, apart: a binary that
        // is being written cannot be executed.
        synchronized ("dev.cortex.local.redis".intern()) {
            try {
                Files.createDirectories(cache);
                try (FileChannel gate = FileChannel.open(
                                cache.resolve("redis.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        FileLock _ = gate.lock()) {
                    return Optional.of(unpack(cache));
                }
            } catch (IOException | RuntimeException notForThisPlatform) {
                return Optional.empty();
            }
        }
    }

    private static Path unpack(Path cache) throws IOException {
        Path done = cache.resolve("redis-server");
        if (!Files.isExecutable(done)) {
            File fresh =
                    ExecutableProvider.newJarResourceProvider(cache.toFile()).get();
            Files.move(fresh.toPath(), done);
        }
        return done;
    }

    private static Stream<Path> onPath() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "redis-server"))
                .filter(Files::isExecutable);
    }

    static Optional<Version> version(Path binary) {
        try {
            Process process = new ProcessBuilder(binary.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return parse(answer);
        } catch (IOException doesNotRunHere) {
            return Optional.empty();
        }
    }

    static Optional<Version> parse(String answer) {
        Matcher matcher = VERSION.matcher(answer);
        return matcher.find()
                ? Optional.of(new Version(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }
}
