package dev.cortex.local.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary directory for one server, and the promise that neither the directory nor the server outlives this JVM.
 *
 * <p>Three ways lead to the end and all do the same, {@link Leftovers#remove}: {@link #close()}, the JVM's shutdown
 * (also by SIGTERM), and, when the JVM was killed with SIGKILL, the next JVM that opens a scratch directory. A lock file
 * held open tells the living from the dead: the operating system releases it whichever way the owner ends.
 */
public final class Scratch implements AutoCloseable {
    private static final String LOCK = "owner.lock";

    private final Path directory;
    private final OwnerLock ownerLock;
    private final Thread atShutdown;
    private boolean closed;

    private Scratch(Path directory, OwnerLock ownerLock) {
        this.directory = directory;
        this.ownerLock = ownerLock;
        this.atShutdown = new Thread(this::remove, "remove-" + directory.getFileName());
    }

    /**
     * Makes a directory for this JVM, and removes those of dead ones.
     *
     * @param name what the directory is for; the start of its name
     */
    public static Scratch open(String name) {
        try {
            Path runs = Files.createDirectories(root().resolve("runs"));
            Scratch scratch = Leftovers.sweepAnd(runs, LOCK, () -> create(runs, name));
            Runtime.getRuntime().addShutdownHook(scratch.atShutdown);
            return scratch;
        } catch (IOException e) {
            throw new UncheckedIOException("no scratch directory for " + name, e);
        }
    }

    /** Unpacked server binaries: kept on purpose, shared by all JVMs of this user, safe to delete at any time. */
    public static Path binaries() {
        return root().resolve("binaries");
    }

    /** Where all of this user's scratch directories and unpacked binaries are. */
    public static Path root() {
        return Path.of(System.getProperty("java.io.tmpdir"), "cortex-local-" + System.getProperty("user.name"));
    }

    private static Scratch create(Path runs, String name) throws IOException {
        Path directory = Files.createTempDirectory(runs, name + "-");
        OwnerLock lock = OwnerLock.hold(directory.resolve(LOCK))
                .orElseThrow(() -> new IOException(directory + " is new and has an owner"));
        return new Scratch(directory, lock);
    }

    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        if (remove()) {
            try {
                Runtime.getRuntime().removeShutdownHook(atShutdown);
            } catch (IllegalStateException alreadyShuttingDown) {
                // The hook then finds nothing left to do.
            }
        }
    }

    private synchronized boolean remove() {
        if (closed) {
            return false;
        }
        closed = true;
        try (ownerLock) {
            Leftovers.remove(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + directory, e);
        }
        return true;
    }
}
