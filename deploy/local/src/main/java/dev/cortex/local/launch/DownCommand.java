package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.process.DataDirectory;
import dev.cortex.local.launch.process.Leftovers;
import dev.cortex.local.launch.process.MeshState;
import dev.cortex.local.launch.screen.Tone;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./cortex down}: asks the mesh to stop and waits until it has; ends what a killed one left behind. */
@Command(name = "down")
final class DownCommand implements Callable<Integer> {
    /** The launcher bounds its own end, step by step; this is more than the sum of its steps. */
    private static final Duration WITHIN = Duration.ofMinutes(3);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Override
    public Integer call() throws InterruptedException {
        Installation installation = Installation.current();
        Output output = common.output(installation);
        Path directory = common.data(installation);
        boolean stopped = askLauncher(directory, output);
        if (!Files.isDirectory(directory)) {
            output.say(Tone.PLAIN, "no mesh runs in " + directory);
            return Cortex.OK;
        }
        try (DataDirectory data = DataDirectory.open(directory)) {
            int left = Leftovers.end(data.path());
            if (left > 0) {
                output.say(Tone.PLAIN, "ended " + left + " processes that a killed mesh had left behind");
            } else if (!stopped) {
                output.say(Tone.PLAIN, "no mesh runs in " + directory);
            }
        }
        return Cortex.OK;
    }

    /** @return whether there was a launcher, which has ended now */
    private static boolean askLauncher(Path directory, Output output) throws InterruptedException {
        if (!DataDirectory.isHeld(directory)) {
            return false;
        }
        Optional<ProcessHandle> launcher =
                MeshState.read(directory).flatMap(state -> state.launcher().find());
        if (launcher.isEmpty()) {
            throw new MeshFailure("a mesh is just starting or stopping in " + directory + "; try again in a moment");
        }
        output.say(Tone.PLAIN, "stopping the mesh, pid " + launcher.get().pid());
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(WITHIN.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException _) {
            throw new MeshFailure("the mesh (pid %d) has not stopped within %d s"
                    .formatted(launcher.get().pid(), WITHIN.toSeconds()));
        }
        output.say(Tone.GOOD, "stopped");
        return true;
    }
}
