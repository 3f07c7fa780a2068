package dev.cortex.achievement.api;

import dev.cortex.achievement.api.Conditional.Stamp;
import dev.cortex.achievement.observation.Login;
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
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** How far one user is, and what comes next. */
@Path("/api/achievements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class AchievementResource {
    private static final Duration DEFINITIONS_KEPT = Duration.ofHours(1);

    private final Forcing forcing;
    private final Scans scans;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final AnswerMetrics metrics;
    private final Clock clock;

    AchievementResource(
            Forcing forcing,
            Scans scans,
            Rulebook rulebook,
            Parameters parameters,
            AnswerMetrics metrics,
            Clock clock) {
        this.forcing = forcing;
        this.scans = scans;
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** How a view of a reading is made. */
    @FunctionalInterface
    private interface View {
        Object of(Reading reading, Instant now, Age age);
    }

    @GET
    @Path("/progress")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(
            summary = "Where a user stands with every achievement; force=true asks GitHub again, deep=true answers with"
                    + " what is known and has everything looked at in the background")
    public Uni<RestResponse<Object>> progress(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> force,
            @RestQuery Optional<String> deep,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        boolean forced = forcing.isWanted(force, caller(headers));
        boolean scan = parameters.flag("deep", deep);
        View view = (reading, _, age) -> {
            ProgressAnswer answer = ProgressAnswer.of(reading, rulebook, age);
            return csv ? Csv.text(Tables.progress(answer)) : answer;
        };
        return answer(csv ? "progress-csv" : "progress", username, forced, request, view, scan);
    }

    @GET
    @Path("/opportunities")
    @Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
    @Operation(summary = "What is worth going for next, best first, with the score and what it is made of")
    public Uni<RestResponse<Object>> opportunities(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> force,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        boolean forced = forcing.isWanted(force, caller(headers));
        return answer(csv ? "opportunities-csv" : "opportunities", username, forced, request, (reading, _, age) -> {
            OpportunitiesAnswer answer = OpportunitiesAnswer.of(reading, rulebook, age);
            return csv ? Csv.text(Tables.opportunities(answer)) : answer;
        });
    }

    @GET
    @Path("/plan")
    @Operation(summary = "What to do in which order; asking for a plan does nothing, to POST it submits its tasks")
    public Uni<RestResponse<Object>> plan(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> force,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean forced = forcing.isWanted(force, caller(headers));
        return answer(
                "plan", username, forced, request, (reading, now, age) -> PlanAnswer.of(reading, rulebook, now, age));
    }

    @GET
    @Path("/badge")
    @Operation(summary = "A badge for the endpoint of shields.io: all achievements of a user, or one of them")
    public Uni<RestResponse<Object>> badge(
            @RestQuery Optional<String> username, @RestQuery Optional<String> achievement, @Context Request request) {
        Optional<String> id = parameters.achievement(achievement);
        return answer(
                "badge-" + id.orElse("all"),
                username,
                false,
                request,
                (reading, _, _) -> Badge.of(rulebook.standings(reading.snapshot()), id));
    }

    @GET
    @Path("/definitions")
    @Operation(summary = "The rules as they are applied: their version and how sure each of them is")
    public RestResponse<Object> definitions(@Context Request request) {
        Instant changed = rulebook.lastUpdated().atStartOfDay(ZoneOffset.UTC).toInstant();
        Stamp stamp = Stamp.weak("definitions", rulebook.version(), Optional.of(changed), DEFINITIONS_KEPT.toSeconds());
        return Conditional.answer(request, stamp, () -> DefinitionsAnswer.of(rulebook));
    }

    private static Optional<String> caller(HttpHeaders headers) {
        return Optional.ofNullable(headers.getHeaderString(Forcing.CALLER));
    }

    private Uni<RestResponse<Object>> answer(
            String kind, Optional<String> username, boolean forced, Request request, View view) {
        return answer(kind, username, forced, request, view, false);
    }

    /** After a deep look there will be more to tell soon: nobody should be given this from a cache then. */
    private Uni<RestResponse<Object>> answer(
            String kind, Optional<String> username, boolean forced, Request request, View view, boolean deep) {
        Login login = parameters.login(username);
        return forcing.read(login, forced)
                .invoke(reading -> metrics.answered(reading, clock.instant()))
                .invoke(reading -> scans.read(reading.snapshot(), deep))
                .map(reading -> {
                    Instant now = clock.instant();
                    Age age = Age.of(reading, now).with(forcing.warning(reading, forced, now));
                    Stamp stamp = Stamp.of(reading, kind + "-" + rulebook.version(), now)
                            .unkept(forced || deep);
                    return Conditional.answer(request, stamp, () -> view.of(reading, now, age));
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }
}
