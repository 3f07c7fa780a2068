package dev.cortex.local.launch;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What all commands understand. */
final class CommonOptions {
    @Option(names = "--data")
    private Optional<Path> data = Optional.empty();

    @Option(names = "--json")
    private boolean json;

    @Option(names = "--no-color")
    private boolean noColor;

    /** The data directory, absolute. */
    Path data(Installation installation) {
        return data.orElseGet(() -> installation.checkout().resolve(".cortex"))
                .toAbsolutePath()
                .normalize();
    }

    boolean json() {
        return json;
    }

    Output output(Installation installation) {
        return Output.of(installation, json, noColor);
    }
}
