package dev.cortex.local.launch.plan;

import java.util.Map;
import java.util.Set;

/**
 * One thing to start and watch: a server or a Java process.
 *
 * @param name unique; also the name of its log file
 * @param port where it serves
 * @param healthPort where it answers {@code /q/health/ready}; the same as {@code port} for all but the gateway
 * @param needs parts that must be up before it can start
 * @param environment what its process gets besides ours
 */
public record Component(
        String name, Part part, int port, int healthPort, Set<Part> needs, Map<String, String> environment) {
    public Component {
        needs = Set.copyOf(needs);
        environment = Map.copyOf(environment);
    }

    static Component server(Part part, int port) {
        return new Component(part.title(), part, port, port, Set.of(), Map.of());
    }

    public String logName() {
        return name + ".log";
    }
}
