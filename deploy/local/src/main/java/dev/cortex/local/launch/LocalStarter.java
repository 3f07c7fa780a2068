package dev.cortex.local.launch;

import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.plan.JavaCommand;
import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.plan.MeshPlan;
import dev.cortex.local.launch.plan.Part;
import dev.cortex.local.launch.process.AotCaches;
import dev.cortex.local.launch.process.DataDirectory;
import dev.cortex.local.launch.process.Health;
import dev.cortex.local.launch.process.PortOwner;
import dev.cortex.local.launch.process.Running;
import dev.cortex.local.launch.process.Servers;
import dev.cortex.local.launch.process.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Starts the real thing: embedded servers, and services from the jars that the build left in the checkout. */
final class LocalStarter implements Starter {
    /** The pool's children are a kind of their own: the same jar, trained on other work. */
    private static final String WORKER_KIND = "worker";

    private final Path checkout;
    private final Path java;
    private final DataDirectory data;
    private final AotCaches caches;
    private final Health health;
    private final Map<String, String> environment;
    private final boolean shortLived;

    /** @param shortLived whether the mesh ends after the main job */
    LocalStarter(Installation installation, DataDirectory data, AotCaches caches, Health health, boolean shortLived) {
        this.checkout = installation.checkout();
        this.java = installation.java();
        this.environment = installation.environment();
        this.data = data;
        this.caches = caches;
        this.health = health;
        this.shortLived = shortLived;
    }

    @Override
    public Running start(Component component) {
        refuseTakenPort(component.name(), component.port());
        return switch (component.part()) {
            case POSTGRES -> Servers.postgres(component, data);
            case REDIS -> Servers.redis(component, data);
            case GITHUB -> Servers.github(component, data);
            case WORKER, ROUTING, ACHIEVEMENT, GATEWAY -> service(component);
        };
    }

    private static void refuseTakenPort(String name, int port) {
        if (!PortOwner.isFree(port)) {
            String owner = PortOwner.pid(port).stream()
                    .mapToObj(pid -> " by process " + pid)
                    .findFirst()
                    .orElse("");
            throw new MeshFailure("%s cannot start: port %d is in use%s; --port moves the whole mesh to other ports"
                    .formatted(name, port, owner));
        }
    }

    private Running service(Component component) {
        if (component.healthPort() != component.port()) {
            refuseTakenPort(component.name(), component.healthPort());
        }
        String module = component.part().title();
        Path jar = checkout.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new MeshFailure(module + " is not built: " + jar + " is missing");
        }
        List<String> own = options(module);
        List<String> aot = startFlags(module, jar, JavaCommand.serviceFlags());
        Map<String, String> variables = new TreeMap<>(component.environment());
        if (component.part() == Part.WORKER) {
            variables.put("CORTEX_WORKER_JAVA_OPTIONS", workerOptions(jar));
            if (caches.isRecording()) {
                // The pool kills workers that take longer to end, and a recorded one takes longer.
                variables.put("CORTEX_WORKER_POOL_STOP_MAX", "50s");
            }
        }
        List<String> command = new JavaCommand(java, jar).of(component, aot, own);
        return ServiceProcess.start(component.name(), command, variables, log(component));
    }

    private List<String> startFlags(String kind, Path jar, List<String> flags) {
        List<String> aot = new ArrayList<>(caches.flagsFor(kind, jar, flags));
        // A recording is for later, longer runs too: it needs the profiles that only all compilers together make.
        if (shortLived && !caches.isRecording()) {
            aot.add(JavaCommand.SHORT_LIVED);
        }
        return List.copyOf(aot);
    }

    /** The user's {@code CORTEX_GATEWAY_JAVA_OPTIONS} and the like, one service each. */
    private List<String> options(String module) {
        String variable = "CORTEX_" + module.toUpperCase(Locale.ROOT).replace('-', '_') + "_JAVA_OPTIONS";
        return words(environment.getOrDefault(variable, ""));
    }

    private String workerOptions(Path jar) {
        List<String> all = new ArrayList<>(JavaCommand.workerFlags());
        all.addAll(startFlags(WORKER_KIND, jar, JavaCommand.workerFlags()));
        all.addAll(words(environment.getOrDefault("CORTEX_WORKER_JAVA_OPTIONS", "")));
        return String.join(" ", all);
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    @Override
    public boolean isReady(Component component) {
        if (!component.part().isService()) {
            // Its start returned: it answers.
            return true;
        }
        return health.ready(component.healthPort()) == Health.Answer.READY
                && (component.part() != Part.WORKER
                        || health.hasWorkers(component.port(), MeshPlan.ACTIVE_WORKERS, MeshPlan.WARM_WORKERS));
    }

    @Override
    public Path log(Component component) {
        return data.log(component.logName());
    }
}
