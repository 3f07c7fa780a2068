package dev.cortex.local.launch.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCachesTest {
    private static final List<String> FLAGS = List.of("-XX:+UseSerialGC");
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    Path directory;

    private Path jar;

    @BeforeEach
    void build() throws IOException {
        jar = Files.createDirectories(directory.resolve("quarkus-app")).resolve("quarkus-run.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, Program.class.getName());
        String entry = Program.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream bytes = Program.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            Objects.requireNonNull(bytes).transferTo(out);
        }
    }

    /** What the jar of the test runs. */
    static final class Program {
        private Program() {}

        public static void main(String[] arguments) {
            System.out.println("ran");
        }
    }

    private AotCaches caches() {
        AotCaches caches = new AotCaches(directory.resolve("aot"), JAVA);
        caches.prepare();
        return caches;
    }

    private static void written(Path recording, String text) throws IOException {
        Files.writeString(Path.of(recording.toString().replace("%p", "pid1")), text);
    }

    private static Path recordingOf(List<String> flags) {
        assertEquals("-XX:AOTMode=record", flags.getFirst());
        return Path.of(flags.get(1).substring("-XX:AOTConfiguration=".length()));
    }

    @Test
    void recordsOneProcessOfAKind() {
        AotCaches caches = caches();
        assertTrue(
                recordingOf(caches.flagsFor("achievement-service", jar, FLAGS)).startsWith(directory));
        assertEquals(List.of(), caches.flagsFor("achievement-service", jar, FLAGS));
    }

    @Test
    void forgetsRecordingsThatNobodyAssembles() throws IOException {
        AotCaches caches = caches();
        written(recordingOf(caches.flagsFor("gateway", jar, FLAGS)), "what the JVM wrote");
        assertEquals(List.of("gateway"), caches.recorded());
        caches.forgetRecordings();
        assertEquals(List.of(), caches.recorded());
    }

    @Test
    void aBrokenRecordingCostsOnlyTheCache() throws Exception {
        AotCaches caches = caches();
        written(recordingOf(caches.flagsFor("gateway", jar, FLAGS)), "no recording at all");
        assertFalse(caches.assemble("gateway"));
        assertEquals(
                "-XX:AOTMode=record", caches().flagsFor("gateway", jar, FLAGS).getFirst());
    }

    @Test
    void theNextMeshUsesTheCacheUntilTheBuildOrTheFlagsChange() throws Exception {
        AotCaches caches = caches();
        List<String> flags = caches.flagsFor("gateway", jar, FLAGS);
        new ProcessBuilder(JAVA.toString(), FLAGS.getFirst(), flags.get(0), flags.get(1), "-jar", jar.toString())
                .start()
                .onExit()
                .get(20, TimeUnit.SECONDS);
        assertTrue(caches.assemble("gateway"));
        caches.forgetRecordings();

        String use = caches().flagsFor("gateway", jar, FLAGS).getFirst();
        assertTrue(use.startsWith("-XX:AOTCache=" + directory), use);
        assertNotEquals(
                use, caches().flagsFor("gateway", jar, List.of("-Xmx128m")).getFirst());
        Files.write(jar, new byte[] {0}, StandardOpenOption.APPEND);
        assertNotEquals(use, caches().flagsFor("gateway", jar, FLAGS).getFirst());
    }
}
