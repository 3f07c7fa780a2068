package dev.cortex.local.launch.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Whether a port is free, and if not, who has it. */
public final class PortOwner {
    private static final String LISTENING = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /** Whether a server could listen on this port of loopback now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** The process that listens, where the system tells: Linux, and only about processes we may look into. */
    public static OptionalLong pid(int port) {
        Path proc = Path.of("/proc");
        List<String> sockets = Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(proc.resolve(table)))
                .flatMap(line -> socketOf(line, port).stream())
                .toList();
        if (sockets.isEmpty()) {
            return OptionalLong.empty();
        }
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fd"), sockets)) {
                    return OptionalLong.of(Long.parseLong(process.getFileName().toString()));
                }
            }
        } catch (IOException _) {
            // Not a system with /proc: the port is still in use, only the owner stays unknown.
        }
        return OptionalLong.empty();
    }

    /** From a line of /proc/net/tcp (proc(5)) the socket that listens on the port, as it is named under /proc/pid/fd. */
    static Optional<String> socketOf(String line, int port) {
        String[] fields = line.strip().split("\\s+", -1);
        if (fields.length <= INODE || !fields[STATE].equals(LISTENING)) {
            return Optional.empty();
        }
        String hexPort = fields[LOCAL_ADDRESS].substring(fields[LOCAL_ADDRESS].lastIndexOf(':') + 1);
        return Integer.parseInt(hexPort, 16) == port ? Optional.of("socket:[" + fields[INODE] + "]") : Optional.empty();
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }

    private static boolean holds(Path descriptors, List<String> sockets) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (sockets.contains(Files.readSymbolicLink(link).toString())) {
                    return true;
                }
            }
        } catch (IOException _) {
            // Ended meanwhile, or another user's.
        }
        return false;
    }
}
