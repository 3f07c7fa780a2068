package dev.cortex.bench.achievements;

import dev.cortex.local.launch.process.MeshState;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the parts of a running mesh listen, as its launcher wrote it down.
 *
 * @param services the replicas of achievement-service
 * @param github the simulator
 * @param postgres a JDBC URL
 */
record Replicas(List<URI> services, URI github, String postgres) {
    static Replicas of(Path data) {
        MeshState state = MeshState.read(data)
                .orElseThrow(
                        () -> new IllegalStateException("no mesh runs in " + data + "; the script `run` starts one"));
        return new Replicas(
                ports(state, "achievement-service").stream().map(Replicas::at).toList(),
                at(ports(state, "github").getFirst()),
                "jdbc:postgresql://127.0.0.1:" + ports(state, "postgres").getFirst()
                        + "/postgres?user=postgres&password=postgres");
    }

    private static List<Integer> ports(MeshState state, String part) {
        List<Integer> ports = state.components().stream()
                .filter(entry -> entry.part().equals(part))
                .map(MeshState.Entry::port)
                .toList();
        if (ports.isEmpty()) {
            throw new IllegalStateException("there is no " + part + " in the running mesh");
        }
        return ports;
    }

    private static URI at(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }
}
