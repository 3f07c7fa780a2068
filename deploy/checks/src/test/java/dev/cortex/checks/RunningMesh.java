package dev.cortex.checks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.local.launch.process.MeshState;
import dev.cortex.local.scratch.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The whole mesh as {@code ./cortex up} starts it, on free ports and with a data folder of its own. */
final class RunningMesh implements AutoCloseable {
    private static final Duration START = Duration.ofMinutes(4);
    private static final Duration STOP = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process launcher;
    private final Path data;
    private final Path words;
    private final int port;
    private final JsonNode mainJob;

    private RunningMesh(Process launcher, Path data, Path words, int port, JsonNode mainJob) {
        this.launcher = launcher;
        this.data = data;
        this.words = words;
        this.port = port;
        this.mainJob = mainJob;
    }

    /** Returns when the main job has told its result. What was written stays in the build folder until the next start. */
    static RunningMesh start() throws IOException {
        Path root = Checkout.root();
        Path data = emptied(root.resolve("deploy/checks/target/mesh"));
        int port = LoopbackPort.free();
        Path words = data.resolve("cortex-up.txt");
        Path document = data.resolve("cortex-up.json");
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dcortex.home=" + root,
                        "-cp",
                        launcherJar(root).toString(),
                        "dev.cortex.local.launch.Cortex",
                        "up",
                        "--json",
                        "--port",
                        String.valueOf(port),
                        "--data",
                        data.resolve("mesh").toString())
                .redirectOutput(document.toFile())
                .redirectError(words.toFile());
        Process launcher = command.start();
        try {
            until(START, "the main job's result", () -> !launcher.isAlive() || isWhole(document));
            if (!isWhole(document)) {
                throw new AssertionError("it ended with " + launcher.exitValue());
            }
        } catch (AssertionError failed) {
            end(launcher);
            throw new AssertionError("./cortex up: " + failed.getMessage() + "\n" + Files.readString(words), failed);
        }
        return new RunningMesh(launcher, data.resolve("mesh"), words, port, JSON.readTree(document.toFile()));
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }

    private static Path launcherJar(Path root) {
        return Checkout.files(root.resolve("deploy/local/target"), ".jar").stream()
                .filter(jar -> jar.getFileName().toString().startsWith("local-"))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("the launcher is not built: mvn -pl deploy/local package"));
    }

    private static boolean isWhole(Path document) {
        try {
            return JSON.readTree(document.toFile()).has("ok");
        } catch (IOException notYet) {
            return false;
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    JsonNode mainJob() {
        return mainJob;
    }

    /** What the launcher and its processes said, for a failed assertion. */
    String words() {
        try {
            return Files.readString(words);
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    int portOf(String component) {
        return state().components().stream()
                .filter(entry -> entry.name().equals(component))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no component " + component + " in " + state()))
                .port();
    }

    private MeshState state() {
        return MeshState.read(data).orElseThrow(() -> new AssertionError("the mesh tells no state"));
    }

    static void until(Duration atMost, String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what);
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    /**
     * Stops it as Ctrl-C does.
     *
     * @return the processes that outlived it, and its exit status if that is not 0
     */
    List<String> stop() {
        return end(launcher);
    }

    private static List<String> end(Process launcher) {
        List<ProcessHandle> children = launcher.descendants().toList();
        launcher.destroy();
        List<String> wrong = new ArrayList<>();
        try {
            if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                wrong.add("the launcher did not stop within " + STOP.toSeconds() + " s");
                launcher.destroyForcibly();
            } else if (launcher.exitValue() != 0) {
                wrong.add("exit status " + launcher.exitValue());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            wrong.add("interrupted");
        }
        children.stream().filter(ProcessHandle::isAlive).forEach(child -> {
            wrong.add("process left behind: " + child.pid() + " "
                    + child.info().commandLine().orElse(""));
            child.destroyForcibly();
        });
        return wrong;
    }

    @Override
    public void close() {
        if (launcher.isAlive()) {
            stop();
        }
    }
}
