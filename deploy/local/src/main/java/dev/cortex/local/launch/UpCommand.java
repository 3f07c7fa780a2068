package dev.cortex.local.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cortex.local.launch.job.MainJob;
import dev.cortex.local.launch.job.Report;
import dev.cortex.local.launch.job.ReportText;
import dev.cortex.local.launch.plan.Component;
import dev.cortex.local.launch.plan.MeshFailure;
import dev.cortex.local.launch.plan.MeshPlan;
import dev.cortex.local.launch.plan.Part;
import dev.cortex.local.launch.plan.Request;
import dev.cortex.local.launch.process.AotCaches;
import dev.cortex.local.launch.process.DataDirectory;
import dev.cortex.local.launch.process.Health;
import dev.cortex.local.launch.process.Identity;
import dev.cortex.local.launch.process.Leftovers;
import dev.cortex.local.launch.process.MeshState;
import dev.cortex.local.launch.process.Running;
import dev.cortex.local.launch.screen.Tone;
import dev.cortex.local.scratch.LoopbackPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./cortex up}: starts the mesh, runs the main job, stays until it is told to stop. */
@Command(name = "up")
final class UpCommand implements Callable<Integer> {
    /** For a service to finish what it has begun; the pool waits for its workers' tasks within it. */
    private static final Duration STOP_GRACE = Duration.ofSeconds(20);

    /** A JVM that was recorded writes 30 MB when it ends; on a busy machine that takes a while. */
    private static final Duration STOP_GRACE_RECORDING = Duration.ofSeconds(60);

    @Mixin
    private final CommonOptions common = new CommonOptions();

    @Option(names = "--once")
    private boolean once;

    @Option(names = "--port")
    private Optional<Integer> port = Optional.empty();

    @Option(names = "--only", split = ",")
    private List<String> only = List.of();

    @Option(names = "--user", defaultValue = "octocat")
    private String user = "octocat";

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Request request = new Request(Part.parse(only), port, installation.environment());
        Path directory = common.data(installation);
        MeshPlan plan = MeshPlan.of(request, directory, gatewayConfig(installation), LoopbackPort::free);
        try (DataDirectory data = DataDirectory.open(directory);
                Health health = new Health()) {
            Output output = common.output(installation);
            int left = Leftovers.end(data.path());
            if (left > 0) {
                output.say(Tone.WARN, "ended " + left + " processes that a killed mesh had left behind");
            }
            plan.gatewayConfig().ifPresent(yaml -> write(data.path().resolve("gateway.yaml"), yaml));
            AotCaches caches = new AotCaches(installation.checkout().resolve(".cortex/aot"), installation.java());
            caches.prepare();
            Starter starter = new LocalStarter(installation, data, caches, health, once);
            Mesh mesh = new Mesh(
                    plan, starter, () -> caches.isRecording() ? STOP_GRACE_RECORDING : STOP_GRACE, running -> state(
                                    plan, data, running)
                            .write(data.path()));
            return new Session(plan, mesh, caches, output, ready -> mainJob(installation, output, plan, ready))
                    .run(once);
        }
    }

    private boolean mainJob(Installation installation, Output output, MeshPlan plan, Instant ready)
            throws InterruptedException {
        Optional<String> key = Optional.ofNullable(installation.environment().get("CORTEX_GATEWAY_KEYS"))
                .map(keys -> keys.split(",", 2)[0])
                .map(pair -> pair.substring(pair.indexOf(':') + 1).strip())
                .filter(secret -> !secret.isEmpty());
        try (MainJob job = new MainJob(plan.gateway(), key, user, plan.data().resolve("logs"))) {
            Report report = job.run(installation.commandStarted(), ready);
            output.words().print(ReportText.of(report, output.palette()));
            output.words().flush();
            if (common.json()) {
                output.document().println(json(report));
            }
            return report.ok();
        }
    }

    private static String json(Report report) {
        ObjectMapper mapper = JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report of plain values", e);
        }
    }

    private static Optional<String> gatewayConfig(Installation installation) {
        String file = installation.environment().getOrDefault("CORTEX_GATEWAY_CONFIG", "");
        if (file.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(Path.of(file)));
        } catch (IOException e) {
            throw new MeshFailure("CORTEX_GATEWAY_CONFIG: cannot read " + file);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new MeshFailure("cannot write " + file + ": " + e.getMessage());
        }
    }

    private static MeshState state(MeshPlan plan, DataDirectory data, Map<Component, Running> running) {
        List<MeshState.Entry> entries = plan.components().stream()
                .flatMap(component -> Optional.ofNullable(running.get(component)).flatMap(Running::process).stream()
                        .map(process -> new MeshState.Entry(
                                component.name(),
                                component.part().title(),
                                component.port(),
                                component.part().isService() ? component.healthPort() : 0,
                                Identity.of(process),
                                data.log(component.logName()).toString())))
                .toList();
        String url = plan.has(Part.GATEWAY) ? plan.gateway().toString() : "";
        return new MeshState(
                Identity.of(ProcessHandle.current()), url, plan.components().size(), entries);
    }
}
