package dev.cortex.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the modules are, seen from this one. */
final class Checkout {
    static final List<String> SERVICES = List.of("gateway", "achievement-service", "routing-service", "worker-service");

    static final List<String> MODULES =
            Stream.concat(Stream.of("mesh", "deploy/local"), SERVICES.stream()).toList();

    private Checkout() {}

    static Path root() {
        Path here = Path.of("").toAbsolutePath();
        Path root =
                here.endsWith(Path.of("deploy", "checks")) ? here.getParent().getParent() : here;
        if (root == null || !Files.isRegularFile(root.resolve("cortex"))) {
            throw new IllegalStateException("the checks run in deploy/checks of the checkout, not in " + here);
        }
        return root;
    }

    /** The compiled classes of a module. */
    static Path classes(String module) {
        Path classes = root().resolve(module).resolve("target/classes");
        if (!Files.isDirectory(classes.resolve("dev"))) {
            throw new IllegalStateException(
                    "module " + module + " is not compiled: run ./cortex test, or mvn -pl " + module + " test-compile");
        }
        return classes;
    }

    static List<Path> files(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
