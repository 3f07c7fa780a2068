package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.scan.Scans;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** How far one user is, and what comes next. */
@Path("/api/achievements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class AchievementResource {
    private final ProgressReader progress;
    private final Scans scans;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final AnswerMetrics metrics;
    private final Clock clock;

    AchievementResource(
            ProgressReader progress,
            Scans scans,
            Rulebook rulebook,
            Parameters parameters,
            AnswerMetrics metrics,
            Clock clock) {
        this.progress = progress;
        this.scans = scans;
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GET
    @Path("/progress")
    @Operation(
            summary = "Where a user stands with every achievement; force=true asks GitHub again, deep=true answers with"
                    + " what is known and has everything looked at in the background")
    public Uni<RestResponse<ProgressAnswer>> progress(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> force,
            @RestQuery Optional<String> deep,
            @Context Request request) {
        boolean scan = parameters.flag("deep", deep);
        return answer(
                        "progress",
                        username,
                        force,
                        request,
                        (reading, now) -> ProgressAnswer.of(reading, rulebook, now),
                        scan)
                // There will be more to tell soon: nobody should be given this from a cache then.
                .invoke(answer -> {
                    if (scan) {
                        answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
                    }
                });
    }

    @GET
    @Path("/opportunities")
    @Operation(summary = "What is worth going for next, best first, with the score and what it is made of")
    public Uni<RestResponse<OpportunitiesAnswer>> opportunities(
            @RestQuery Optional<String> username, @RestQuery Optional<String> force, @Context Request request) {
        return answer(
                "opportunities",
                username,
                force,
                request,
                (reading, now) -> OpportunitiesAnswer.of(reading, rulebook, now));
    }

    @GET
    @Path("/plan")
    @Operation(summary = "What to do in which order; asking for a plan does nothing")
    public Uni<RestResponse<PlanAnswer>> plan(
            @RestQuery Optional<String> username, @RestQuery Optional<String> force, @Context Request request) {
        return answer("plan", username, force, request, (reading, now) -> PlanAnswer.of(reading, rulebook, now));
    }

    @GET
    @Path("/badge")
    @Operation(summary = "A badge for the endpoint of shields.io: all achievements of a user, or one of them")
    public Uni<RestResponse<Badge>> badge(
            @RestQuery Optional<String> username, @RestQuery Optional<String> achievement, @Context Request request) {
        Optional<String> id = parameters.achievement(achievement);
        return answer(
                "badge-" + id.orElse("all"),
                username,
                Optional.empty(),
                request,
                (reading, _) -> Badge.of(rulebook.standings(reading.snapshot()), id));
    }

    @GET
    @Path("/definitions")
    @Operation(summary = "The rules as they are applied: their version and how sure each of them is")
    public DefinitionsAnswer definitions() {
        return DefinitionsAnswer.of(rulebook);
    }

    private <T> Uni<RestResponse<T>> answer(
            String kind,
            Optional<String> username,
            Optional<String> force,
            Request request,
            BiFunction<Reading, Instant, T> view) {
        return answer(kind, username, force, request, view, false);
    }

    private <T> Uni<RestResponse<T>> answer(
            String kind,
            Optional<String> username,
            Optional<String> force,
            Request request,
            BiFunction<Reading, Instant, T> view,
            boolean deep) {
        Login login = parameters.login(username);
        Uni<Reading> read = parameters.flag("force", force) ? progress.readNow(login) : progress.read(login);
        return read.invoke(reading -> metrics.answered(reading, clock.instant()))
                .invoke(reading -> scans.read(reading.snapshot(), deep))
                .map(reading -> {
                    Instant now = clock.instant();
                    String content = kind + "-" + rulebook.version();
                    return Conditional.answer(request, reading, content, now, () -> view.apply(reading, now));
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }
}
