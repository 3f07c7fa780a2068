package dev.cortex.local.launch.process;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory of one mesh, held under a lock for as long as the mesh runs. The operating system releases the lock however
 * the holder ends, so a lock that can be taken is proof that no launcher is left, whatever other files say.
 */
public final class DataDirectory implements AutoCloseable {
    /** A fresh PostgreSQL is 40 MB; below this, a mesh that starts would stop with a full disk soon after. */
    public static final long FREE_BYTES_MIN = 200L << 20;

    private static final String LOCK = "lock";

    private final Path path;
    private final FileChannel lockChannel;

    private DataDirectory(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /**
     * Takes the directory.
     *
     * @throws MeshFailure when another launcher has it, or when it cannot hold a mesh
     */
    public static DataDirectory open(Path path) {
        try {
            Files.createDirectories(path.resolve("logs"));
            refuseWhenFull(path, Files.getFileStore(path));
            FileChannel channel =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new MeshFailure(runningAlready(path));
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw new MeshFailure("the data directory " + path + " cannot be used: " + reason(e)
                    + "; choose another one with --data");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    /** Whether a launcher holds the directory now. */
    public static boolean isHeld(Path path) {
        if (!Files.exists(path.resolve(LOCK))) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (IOException e) {
            throw new MeshFailure("the data directory " + path + " cannot be read: " + reason(e));
        }
    }

    private static void refuseWhenFull(Path path, FileStore store) throws IOException {
        long free = store.getUsableSpace();
        if (free < FREE_BYTES_MIN) {
            throw new MeshFailure("the disk of the data directory %s is full: %d MB are free, %d MB are needed"
                    .formatted(path, free >> 20, FREE_BYTES_MIN >> 20));
        }
    }

    private static String runningAlready(Path path) {
        String where = MeshState.read(path)
                .map(state -> " (pid %d%s)"
                        .formatted(state.launcher().pid(), state.url().isEmpty() ? "" : ", " + state.url()))
                .orElse("");
        return "a mesh runs here already" + where + "; ./cortex down stops it, --data and --port start another one";
    }

    /** Jackson and NIO put only the path into some messages; the kind of failure is in the name. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException failure && failure.getReason() == null
                ? failure.getClass().getSimpleName() + " " + failure.getFile()
                : String.valueOf(e.getMessage());
    }

    public Path path() {
        return path;
    }

    public Path log(String name) {
        return path.resolve("logs").resolve(name);
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
