package dev.cortex.local.launch.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** How much memory a process holds, as the system counts it. */
public final class Memory {
    private static final String RESIDENT = "VmRSS:";

    private Memory() {}

    /** Megabytes in RAM (VmRSS of proc(5)); empty where there is no /proc. */
    public static OptionalLong residentMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return residentMegabytes(lines);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong residentMegabytes(Stream<String> status) {
        return status.filter(line -> line.startsWith(RESIDENT))
                .map(line -> line.substring(RESIDENT.length()).strip().split("\\s+", -1)[0])
                .mapToLong(kilobytes -> Long.parseLong(kilobytes) >> 10)
                .findFirst();
    }
}
