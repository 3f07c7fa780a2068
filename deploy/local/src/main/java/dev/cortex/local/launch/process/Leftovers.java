package dev.cortex.local.launch.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Ends the processes that a killed launcher left behind. Only for the holder of the data directory's lock. */
public final class Leftovers {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Leftovers() {}

    /**
     * Ends them and forgets the old state. Every process is compared by pid, start and command line first: never one of
     * somebody else's.
     *
     * @return how many had been left
     */
    public static int end(Path data) {
        List<MeshState.Entry> recorded =
                MeshState.read(data).map(MeshState::components).orElse(List.of());
        List<ProcessHandle> services = alive(recorded.stream().filter(entry -> entry.healthPort() != 0));
        Stop.inOrder(services, GRACE);
        List<ProcessHandle> servers = alive(recorded.stream().filter(entry -> entry.healthPort() == 0));
        Stop.inOrder(servers, GRACE);
        MeshState.erase(data);
        return services.size() + servers.size();
    }

    private static List<ProcessHandle> alive(Stream<MeshState.Entry> entries) {
        return entries.map(MeshState.Entry::process)
                .flatMap(identity -> identity.find().stream())
                .filter(Leftovers::isOfAMesh)
                .toList();
    }

    private static boolean isOfAMesh(ProcessHandle handle) {
        // Where the command line cannot be read (another user's process), the process is not ours.
        String commandLine = Stream.concat(handle.info().commandLine().stream(), handle.info().command().stream())
                .findFirst()
                .orElse("");
        return Stream.of("quarkus-run.jar", "postgres", "redis-server").anyMatch(commandLine::contains);
    }
}
