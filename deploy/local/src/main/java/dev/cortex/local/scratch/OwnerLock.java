package dev.cortex.local.scratch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The claim of a living JVM to a directory; the operating system gives it up when the JVM ends, however that comes.
 *
 * <p>POSIX drops a process's lock on a file as soon as the process closes <em>any</em> channel on that file, so a file
 * that this JVM has locked must never be opened a second time, not even to look. Which ones those are stands in the
 * system properties, because class loaders of test frameworks may load this class more than once.
 */
public final class OwnerLock implements AutoCloseable {
    private static final String HELD = "dev.cortex.local.scratch.held:";

    private final String held;
    private final FileChannel channel;

    private OwnerLock(String held, FileChannel channel) {
        this.held = held;
        this.channel = channel;
    }

    /**
     * Takes the claim, if it is free.
     *
     * @return empty when somebody alive, in this JVM or another, holds it
     */
    public static Optional<OwnerLock> hold(Path file) {
        String held = HELD + file.toAbsolutePath().normalize();
        if (System.getProperties().putIfAbsent(held, "") != null) {
            return Optional.empty();
        }
        Optional<OwnerLock> lock = Optional.empty();
        try {
            lock = lock(held, file);
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot lock " + file, e);
        } finally {
            if (lock.isEmpty()) {
                System.getProperties().remove(held);
            }
        }
    }

    private static Optional<OwnerLock> lock(String held, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(new OwnerLock(held, channel));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot release a lock", e);
        } finally {
            System.getProperties().remove(held);
        }
    }
}
