package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.MeshFailure;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The Java side of {@code ./cortex}; the script has found a JDK, built what was to build, and shows the help. */
@Command(
        name = "cortex",
        subcommands = {UpCommand.class, StatusCommand.class, DownCommand.class})
public final class Cortex {
    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    private Cortex() {}

    public static void main(String[] arguments) {
        // Box drawing and check marks, whatever the locale of a bare machine says.
        System.setOut(utf8(FileDescriptor.out));
        System.setErr(utf8(FileDescriptor.err));
        StopSignal signal = StopSignal.listen();
        endWith(Long.getLong("cortex.script.pid"));
        signal.exit(run(arguments));
    }

    /** Nobody could stop a launcher whose script was killed, so it ends with it, in order. */
    private static void endWith(@Nullable Long script) {
        if (script != null) {
            ProcessHandle.of(script)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(null))
                    .thenRunAsync(() -> System.exit(FAILED));
        }
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    static int run(String... arguments) {
        return new CommandLine(new Cortex())
                .setParameterExceptionHandler((wrong, _) -> {
                    System.err.println("cortex: " + wrong.getMessage() + "; ./cortex help tells what there is");
                    return USAGE;
                })
                .setExecutionExceptionHandler((failure, _, _) -> {
                    if (failure instanceof MeshFailure known) {
                        System.err.println("cortex: " + known.getMessage());
                        return FAILED;
                    }
                    throw failure;
                })
                .execute(arguments);
    }
}
