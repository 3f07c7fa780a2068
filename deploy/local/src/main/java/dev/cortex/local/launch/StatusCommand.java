package dev.cortex.local.launch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cortex.local.launch.plan.Part;
import dev.cortex.local.launch.process.DataDirectory;
import dev.cortex.local.launch.process.Health;
import dev.cortex.local.launch.process.Identity;
import dev.cortex.local.launch.process.Memory;
import dev.cortex.local.launch.process.MeshState;
import dev.cortex.local.launch.screen.Palette;
import dev.cortex.local.launch.screen.Table;
import dev.cortex.local.launch.screen.Table.Cell;
import dev.cortex.local.launch.screen.Tone;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./cortex status}: what runs, where, how much memory it holds, whether it is ready. */
@Command(name = "status")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    private final CommonOptions common = new CommonOptions();

    /**
     * The document of {@code --json}.
     *
     * @param running whether a launcher looks after the mesh
     * @param planned how many components there are when all have started
     */
    record Status(
            boolean running,
            String data,
            String url,
            long pid,
            int planned,
            List<ComponentStatus> components,
            List<Health.Worker> workers) {
        boolean ready() {
            return running
                    && components.size() >= planned
                    && components.stream().allMatch(ComponentStatus::ready);
        }
    }

    /** One component; memory is -1 where the system does not tell, uptime 0 for what is gone. */
    record ComponentStatus(
            String name,
            String state,
            int port,
            long pid,
            long memoryMb,
            long uptimeSeconds,
            boolean ready,
            String log) {}

    @Override
    public Integer call() {
        Installation installation = Installation.current();
        Output output = common.output(installation);
        Path data = common.data(installation);
        boolean held = DataDirectory.isHeld(data);
        Optional<MeshState> state = MeshState.read(data);
        Status status = state.map(found -> look(found, held, data))
                .orElseGet(() -> new Status(held, data.toString(), "", 0, 1, List.of(), List.of()));
        if (common.json()) {
            output.document().println(json(status));
        } else {
            output.words().print(text(status, output.palette()));
        }
        return status.ready() ? Cortex.OK : Cortex.FAILED;
    }

    private static Status look(MeshState state, boolean held, Path data) {
        try (Health health = new Health()) {
            List<ComponentStatus> components = state.components().stream()
                    .map(entry -> look(entry, health))
                    .toList();
            List<Health.Worker> workers = state.components().stream()
                    .filter(entry -> entry.part().equals(Part.WORKER.title()))
                    .flatMap(entry -> health.workers(entry.healthPort()).stream())
                    .toList();
            return new Status(
                    held,
                    data.toString(),
                    state.url(),
                    held ? state.launcher().pid() : 0,
                    state.planned(),
                    components,
                    workers);
        }
    }

    private static ComponentStatus look(MeshState.Entry entry, Health health) {
        Optional<ProcessHandle> process = entry.process().find();
        boolean ready = process.isPresent()
                && (entry.healthPort() == 0 || health.ready(entry.healthPort()) == Health.Answer.READY);
        return new ComponentStatus(
                entry.name(),
                process.isPresent() ? "running" : "gone",
                entry.port(),
                entry.process().pid(),
                process.isPresent()
                        ? Memory.residentMegabytes(entry.process().pid()).orElse(-1)
                        : 0,
                process.map(StatusCommand::uptimeSeconds).orElse(0L),
                ready,
                entry.log());
    }

    private static long uptimeSeconds(ProcessHandle process) {
        long started = Identity.of(process).startedAt();
        return started == 0
                ? 0
                : Duration.between(Instant.ofEpochMilli(started), Instant.now()).toSeconds();
    }

    private static String json(Status status) {
        try {
            return JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                    .build()
                    .writerWithDefaultPrettyPrinter()
                    .writeValueAsString(status);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a status of plain values", e);
        }
    }

    static String text(Status status, Palette palette) {
        if (!status.running() && status.components().isEmpty()) {
            return "no mesh runs in " + Palette.harmless(status.data()) + "; ./cortex up starts one\n";
        }
        String headline = status.running()
                ? "Cortex Mesh " + status.url() + ", pid " + status.pid() + starting(status)
                : "the mesh was killed; ./cortex down ends what it left behind";
        StringBuilder text =
                new StringBuilder(palette.paint(status.running() ? Tone.STRONG : Tone.BAD, headline) + "\n");
        Table table = Table.of("component", "state", ">port", ">pid", ">memory", ">uptime", "ready");
        for (ComponentStatus component : status.components()) {
            table.row(
                    new Cell(component.name(), Tone.NAME),
                    new Cell(component.state(), component.state().equals("running") ? Tone.GOOD : Tone.BAD),
                    Cell.plain(component.port()),
                    Cell.plain(component.pid()),
                    Cell.plain(component.memoryMb() < 0 ? "-" : component.memoryMb() + " MB"),
                    Cell.plain(uptime(component.uptimeSeconds())),
                    new Cell(component.ready() ? "yes" : "no", component.ready() ? Tone.GOOD : Tone.BAD));
        }
        text.append(table.render(palette, "  "));
        if (!status.workers().isEmpty()) {
            text.append('\n').append(workers(status.workers()).render(palette, "  "));
        }
        return text.toString();
    }

    private static String starting(Status status) {
        return status.components().size() < status.planned()
                ? "; " + status.components().size() + " of " + status.planned() + " components started"
                : "";
    }

    private static Table workers(List<Health.Worker> workers) {
        Table table = Table.of("worker", "role", "state", ">pid", ">memory", ">running", ">done");
        for (Health.Worker worker : workers) {
            table.row(
                    new Cell(worker.id(), Tone.NAME),
                    Cell.plain(worker.role()),
                    Cell.plain(worker.state()),
                    Cell.plain(worker.pid()),
                    Cell.plain(worker.memoryMb() + " MB"),
                    Cell.plain(worker.tasksRunning()),
                    Cell.plain(worker.tasksDone()));
        }
        return table;
    }

    private static String uptime(long seconds) {
        Duration duration = Duration.ofSeconds(seconds);
        return duration.toHours() > 0
                ? "%d h %02d min".formatted(duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? "%d min %02d s".formatted(duration.toMinutes(), duration.toSecondsPart())
                        : seconds + " s";
    }
}
