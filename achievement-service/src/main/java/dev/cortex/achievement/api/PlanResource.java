package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.tasks.Order;
import dev.cortex.achievement.tasks.Receipt;
import dev.cortex.achievement.tasks.TaskService;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Has a plan's tasks done. To look at the plan is another thing, and does nothing. */
@Path("/api/achievements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class PlanResource {
    private static final int ACCEPTED = 202;

    private final ProgressReader progress;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final TaskService tasks;
    private final ObjectMapper json;
    private final Clock clock;

    PlanResource(
            ProgressReader progress,
            Rulebook rulebook,
            Parameters parameters,
            TaskService tasks,
            ObjectMapper json,
            Clock clock) {
        this.progress = progress;
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.tasks = tasks;
        this.json = json;
        this.clock = clock;
    }

    /** @param existing whether the task was there before, because the plan was submitted before */
    public record SubmittedTask(
            String uniqueKey, String type, String id, String state, String statusUrl, boolean existing) {}

    /** The plan as it was submitted, and what became of its tasks, in their order. */
    public record SubmittedPlan(@JsonUnwrapped PlanAnswer plan, List<SubmittedTask> tasks) {}

    @POST
    @Path("/plan")
    @Consumes(MediaType.WILDCARD)
    @ResponseStatus(ACCEPTED)
    @Operation(summary = "Submits the plan's tasks; the same plan again finds the tasks that are there")
    public Uni<SubmittedPlan> submit(@RestQuery Optional<String> username, @Nullable String body) {
        Optional<String> named = Body.of(body, json).text("username", 200);
        Login login = parameters.login(named.or(() -> username));
        return progress.read(login)
                .map(reading -> PlanAnswer.of(reading, rulebook, clock.instant()))
                .flatMap(this::submitted)
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private Uni<SubmittedPlan> submitted(PlanAnswer plan) {
        Instant now = clock.instant();
        List<PlanAnswer.TaskItem> queue = plan.taskQueue();
        List<Order> orders = queue.stream().map(task -> Orders.of(task, now)).toList();
        return tasks.submit(orders)
                .map(receipts -> new SubmittedPlan(
                        plan,
                        IntStream.range(0, queue.size())
                                .mapToObj(i -> submitted(queue.get(i), receipts.get(i)))
                                .toList()));
    }

    private static SubmittedTask submitted(PlanAnswer.TaskItem task, Receipt receipt) {
        return new SubmittedTask(
                task.uniqueKey(), task.type(), receipt.id(), receipt.state(), receipt.statusUrl(), receipt.existing());
    }
}
