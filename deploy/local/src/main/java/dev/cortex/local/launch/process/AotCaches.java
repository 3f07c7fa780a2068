package dev.cortex.local.launch.process;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The JVM's ahead-of-time caches (JEP 483, 514, 515): classes loaded and linked and methods profiled by a run before, which
 * more than halves what a service's start costs.
 *
 * <p>The first mesh after a build records what each kind of service did while the mesh was up; when it has stopped, the
 * recordings are assembled into caches, and every later start uses those. A cache belongs to exactly one build, JDK and set
 * of flags: these make up its name, so that one that does not fit is never found. Without a cache everything works,
 * slower.
 */
public final class AotCaches {
    private static final int FINGERPRINT_CHARACTERS = 16;
    private static final long ASSEMBLY_SECONDS_MAX = 120;

    private final Path directory;
    private final Path java;
    private final Map<String, Recording> recordings = new ConcurrentSkipListMap<>();
    private final Map<String, String> fingerprints = new ConcurrentHashMap<>();

    /** @param directory made when missing; may be shared by meshes of one build */
    public AotCaches(Path directory, Path java) {
        this.directory = directory;
        this.java = java;
    }

    private record Recording(String kind, Path jar, List<String> flags, Path cache, Path pattern) {}

    /** What a process of this kind adds to its command: use of the cache, the recording of one, or nothing. */
    public List<String> flagsFor(String kind, Path jar, List<String> flags) {
        Path cache = cache(kind, jar, flags);
        if (Files.exists(cache)) {
            return List.of("-XX:AOTCache=" + cache);
        }
        Path pattern = directory.resolve(
                "%s-%d-%%p.recording".formatted(kind, ProcessHandle.current().pid()));
        Recording recording = new Recording(kind, jar, flags, cache, pattern);
        if (recordings.putIfAbsent(kind, recording) != null) {
            return List.of();
        }
        // The JVM's own words about the recording go to standard error: standard output may be a pipe that others read.
        return List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + pattern, "-XX:+DisplayVMOutputToStderr");
    }

    private Path cache(String kind, Path jar, List<String> flags) {
        String fingerprint = fingerprints.computeIfAbsent(kind, _ -> fingerprint(jar.resolveSibling(""), flags));
        return directory.resolve(kind + "-" + fingerprint + ".aot");
    }

    /** Over the name, size and time of every jar (the JVM itself compares these), the JDK and the flags. */
    private static String fingerprint(Path application, List<String> flags) {
        try (Stream<Path> files = Files.walk(application)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            for (Path jar : jars) {
                String line = jar + " " + Files.size(jar) + " "
                        + Files.getLastModifiedTime(jar).toMillis();
                digest.update(line.getBytes(StandardCharsets.UTF_8));
            }
            digest.update((System.getProperty("java.vm.version") + flags).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, FINGERPRINT_CHARACTERS);
        } catch (IOException e) {
            throw new MeshFailure("cannot read the build in " + application + ": " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Makes the directory before anything writes there. */
    public void prepare() {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new MeshFailure("cannot write " + directory + ": " + e.getMessage());
        }
    }

    /** Whether some process of this mesh is being recorded. */
    public boolean isRecording() {
        return !recordings.isEmpty();
    }

    /** Kinds of which a recording waits to be assembled. */
    public List<String> recorded() {
        return recordings.values().stream()
                .filter(recording -> !files(recording).isEmpty())
                .map(Recording::kind)
                .toList();
    }

    /**
     * Turns one kind's recording into its cache and removes the caches of builds before. Of the recordings of several
     * processes of one kind the largest has seen most; one that was cut short is passed over.
     *
     * @return whether there is a cache now
     */
    public boolean assemble(String kind) throws InterruptedException {
        Recording recording = recordings.get(kind);
        if (recording == null) {
            return false;
        }
        Path next = recording
                .cache()
                .resolveSibling(recording.cache().getFileName() + "."
                        + ProcessHandle.current().pid());
        try {
            for (Path recorded : largestFirst(recording)) {
                if (run(recording, recorded, next)) {
                    removeOthers(kind);
                    Files.move(next, recording.cache(), StandardCopyOption.ATOMIC_MOVE);
                    return true;
                }
            }
            return false;
        } catch (IOException _) {
            return false;
        }
    }

    private boolean run(Recording recording, Path recorded, Path cache) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(recording.flags());
        command.add("-XX:AOTMode=create");
        command.add("-XX:AOTConfiguration=" + recorded);
        command.add("-XX:AOTCache=" + cache);
        command.add("-jar");
        command.add(recording.jar().toString());
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve(recording.kind() + ".log").toFile())
                .start();
        try {
            return process.waitFor(ASSEMBLY_SECONDS_MAX, TimeUnit.SECONDS) && Files.exists(cache);
        } finally {
            process.destroyForcibly();
        }
    }

    private void removeOthers(String kind) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(file -> isCacheOf(kind, file)).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isCacheOf(String kind, Path file) {
        return file.getFileName().toString().matches(kind + "-[0-9a-f]{" + FINGERPRINT_CHARACTERS + "}\\.aot");
    }

    /** Removes the recordings of this mesh, assembled or not. */
    public void forgetRecordings() {
        for (Recording recording : recordings.values()) {
            for (Path file : files(recording)) {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException _) {
                    // It stays, costs a few megabytes and is never read.
                }
            }
        }
    }

    private static List<Path> largestFirst(Recording recording) {
        return files(recording).stream()
                .sorted(Comparator.comparingLong((Path file) -> file.toFile().length())
                        .reversed())
                .toList();
    }

    private static List<Path> files(Recording recording) {
        Path directory = recording.pattern().getParent();
        String name = recording.pattern().getFileName().toString();
        String prefix = name.substring(0, name.indexOf("%p"));
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }
}
