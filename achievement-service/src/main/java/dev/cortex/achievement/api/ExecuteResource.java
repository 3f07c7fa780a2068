package dev.cortex.achievement.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.rules.Opportunity;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.tasks.Receipt;
import dev.cortex.achievement.tasks.TaskService;
import dev.cortex.achievement.workflow.Job;
import dev.cortex.achievement.workflow.Wish;
import dev.cortex.achievement.workflow.Workflow;
import dev.cortex.achievement.workflow.Workflows;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Has a workflow executed: as a task that can be followed, done once however often it is asked for. */
@Path("/api/achievements/execute/{workflow}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class ExecuteResource {
    private final ProgressReader progress;
    private final Rulebook rulebook;
    private final WishReader wishes;
    private final TaskService tasks;
    private final ObjectMapper json;
    private final Clock clock;
    private final Workflows workflows;

    ExecuteResource(
            ProgressReader progress,
            Rulebook rulebook,
            WishReader wishes,
            TaskService tasks,
            ObjectMapper json,
            Clock clock) {
        this.progress = progress;
        this.rulebook = rulebook;
        this.wishes = wishes;
        this.tasks = tasks;
        this.json = json;
        this.clock = clock;
        this.workflows = Workflows.of(rulebook);
    }

    /**
     * @param success that the task was accepted; how it ends is told under its status URL
     * @param featureName as it was sent, or what the workflow is about
     * @param dryRun whether GitHub is left as it is; null for a workflow that never writes there
     * @param existing whether the task was there before
     */
    public record Execution(
            boolean success,
            String workflow,
            String message,
            String featureName,
            String taskId,
            String statusUrl,
            String state,
            boolean existing,
            Optional<Boolean> dryRun) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Executes a workflow as a task; what writes on GitHub is a dry run until it is confirmed")
    public Uni<RestResponse<Execution>> execute(
            @RestPath("workflow") String name,
            @RestQuery Optional<String> username,
            @RestHeader("Idempotency-Key") Optional<String> key,
            @Nullable String body) {
        Workflow workflow = workflows.find(name).orElseThrow(this::unknown);
        Optional<String> given = wishes.key(key);
        Wish wish = wishes.read(workflow, username, Body.of(body, json));
        return job(workflow, wish)
                .flatMap(job -> tasks.submit(List.of(Orders.of(job, given)))
                        .map(receipts -> answer(workflow, wish, job, receipts.getFirst())))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private Uni<Job> job(Workflow workflow, Wish wish) {
        return switch (workflow.kind()) {
            case REFRESH -> Uni.createFrom().item(Job.refresh(workflow, wish));
            case PLAN -> Uni.createFrom().item(Job.plan(workflow, wish));
            case DISPATCH ->
                Uni.createFrom()
                        .item(Job.dispatch(
                                workflow,
                                wish,
                                wish.repository().orElseThrow(),
                                wish.dispatch().orElseThrow()));
            case ISSUE ->
                progress.read(wish.login())
                        .map(reading -> Opportunity.among(rulebook.standings(reading.snapshot()), rulebook))
                        .map(opportunities ->
                                Job.issue(workflow, wish, opportunities).orElseThrow(() -> nothingLeft(wish)));
        };
    }

    private static RestResponse<Execution> answer(Workflow workflow, Wish wish, Job job, Receipt receipt) {
        Optional<Boolean> dryRun = workflow.kind().writes() ? Optional.of(!wish.write()) : Optional.empty();
        String kind = dryRun.orElse(false) ? "A dry run is" : "The task is";
        String message = kind + (receipt.existing() ? " there already, " : " ") + receipt.state() + ": "
                + job.task().description() + ".";
        Execution execution = new Execution(
                true,
                workflow.name(),
                message,
                wish.featureName().orElse(job.about()),
                receipt.id(),
                receipt.statusUrl(),
                receipt.state(),
                receipt.existing(),
                dryRun);
        return RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, execution)
                .location(URI.create(receipt.statusUrl()))
                .build();
    }

    private ProblemException unknown() {
        List<String> names = workflows.all().stream().map(Workflow::name).toList();
        return new ProblemException(Problem.of(
                        "unknown-workflow",
                        "No such workflow",
                        404,
                        "There is no workflow of this name; there are: " + String.join(", ", names) + ".")
                .with("workflows", names));
    }

    private static ProblemException nothingLeft(Wish wish) {
        return new ProblemException(Problem.of(
                "nothing-left",
                "Nothing is left to do",
                409,
                wish.login()
                        + " has nothing to gain by this workflow: what it is for is finished, or can not be earned."));
    }
}
