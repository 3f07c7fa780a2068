package dev.cortex.local.launch.plan;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How a service's JVM is started. A mesh on one machine is eight JVMs, so each is told to stay small: the serial collector
 * has no threads of its own, compact headers take a tenth off the heap.
 *
 * @param java the {@code java} executable
 * @param jar the service's {@code quarkus-run.jar}
 */
public record JavaCommand(Path java, Path jar) {
    /** They decide, with JDK and jars, whether a stored AOT cache fits (JEP 483). */
    private static final List<String> SHAPE = List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private static final List<String> QUIET = List.of(
            // Netty and its relatives: what JDK 25 would warn about on standard error at every start.
            "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

    private static final String SERVICE_HEAP = "-Xmx256m";
    private static final String WORKER_HEAP = "-Xmx128m";

    /**
     * For processes that end after the main job: the optimising compiler would cost them more than it brings (measured: a
     * third to a half of a start's processor time). Not among the flags that decide whether an AOT cache fits.
     */
    public static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    /** Flags of one of the services that the launcher starts. */
    public static List<String> serviceFlags() {
        return flags(SERVICE_HEAP);
    }

    /** Flags of the workers that the pool starts. */
    public static List<String> workerFlags() {
        return flags(WORKER_HEAP);
    }

    private static List<String> flags(String heap) {
        List<String> flags = new ArrayList<>(SHAPE);
        flags.add(heap);
        flags.addAll(QUIET);
        return List.copyOf(flags);
    }

    /**
     * The whole command of a service.
     *
     * @param aot what {@link AotPlan} adds
     * @param own options of the user for this service, last so that they win
     */
    public List<String> of(Component component, List<String> aot, List<String> own) {
        List<String> command = new ArrayList<>();
        command.add(java.toString());
        command.addAll(serviceFlags());
        command.addAll(aot);
        command.addAll(own);
        // As a property and not in the environment, which the pool's workers inherit: they choose ports of their own.
        command.add("-Dquarkus.http.port=" + component.healthPort());
        command.add("-jar");
        command.add(jar.toString());
        return List.copyOf(command);
    }
}
