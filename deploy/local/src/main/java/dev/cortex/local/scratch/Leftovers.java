package dev.cortex.local.scratch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends what still runs in a scratch directory and deletes it. */
final class Leftovers {
    /** Names under which PostgreSQL and Redis write their pid. */
    private static final List<String> PID_FILES = List.of("postmaster.pid", "redis.pid");

    private static final Duration GRACE = Duration.ofSeconds(5);

    private Leftovers() {}

    interface Step<T> {
        T run() throws IOException;
    }

    /**
     * Removes directories of dead owners, then runs {@code step}; one JVM at a time, so that nobody sweeps a directory
     * between its creation and the locking of its lock file.
     */
    static <T> T sweepAnd(Path runs, String lockName, Step<T> step) throws IOException {
        // Class loaders of test frameworks may load this class twice in one JVM, and file locks are per JVM: an
        // interned
        // string is the one monitor that all copies share.
        synchronized ("dev.cortex.local.scratch".intern()) {
            try (FileChannel gate = FileChannel.open(
                            runs.resolve("sweep.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock _ = gate.lock()) {
                for (Path run : directoriesIn(runs)) {
                    removeIfOwnerIsDead(run, run.resolve(lockName));
                }
                return step.run();
            }
        }
    }

    private static List<Path> directoriesIn(Path runs) throws IOException {
        try (Stream<Path> entries = Files.list(runs)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    private static void removeIfOwnerIsDead(Path run, Path lockFile) throws IOException {
        Optional<OwnerLock> dead = OwnerLock.hold(lockFile);
        if (dead.isPresent()) {
            try (OwnerLock _ = dead.get()) {
                remove(run);
            }
        }
    }

    static void remove(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        endServers(directory);
        Files.walkFileTree(directory, new Deletion());
    }

    private static void endServers(Path directory) throws IOException {
        List<Path> pidFiles;
        try (Stream<Path> files = Files.find(directory, 2, (path, _) -> isPidFile(path))) {
            pidFiles = files.toList();
        }
        for (Path pidFile : pidFiles) {
            ServerProcess.recordedIn(pidFile, directory).ifPresent(server -> server.end(GRACE));
        }
    }

    private static boolean isPidFile(Path path) {
        return PID_FILES.contains(path.getFileName().toString());
    }

    /** Files that a server deletes itself while it ends are no error. */
    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
