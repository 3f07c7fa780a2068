package dev.cortex.achievement.api;

import dev.cortex.achievement.api.Conditional.Stamp;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.History;
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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** What was observed, over time and over all users. */
@Path("/api/achievements")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
@Tag(name = "achievements")
public final class HistoryResource {
    private static final int METRICS = 50;
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 500;

    /** Another look may come at any moment, so a cache keeps none of these for long. */
    private static final long KEPT_SECONDS = 5;

    private final History history;
    private final Parameters parameters;
    private final Clock clock;

    HistoryResource(History history, Parameters parameters, Clock clock) {
        this.history = history;
        this.parameters = parameters;
        this.clock = clock;
    }

    /** @param metrics the last 50 looks at GitHub, oldest first */
    public record MetricsAnswer(
            long totalTrackingEvents, List<History.Refresh> metrics, Optional<History.Refresh> latest) {}

    /**
     * @param next where the next page begins; null on the last one
     * @param at the time that was asked for; then there is one observation of each achievement
     */
    public record HistoryAnswer(
            String username, List<Observation> observations, Optional<String> next, Optional<Instant> at) {}

    /**
     * @param delta what the count changed by; null for the first observation
     * @param source github or webhook
     */
    public record Observation(
            Instant timestamp,
            String achievementId,
            long count,
            long countMax,
            Optional<Long> delta,
            Optional<String> tier,
            boolean unlocked,
            double progressPercentage,
            String source) {

        static Observation of(History.Change change) {
            return new Observation(
                    change.timestamp(),
                    change.achievementId(),
                    change.count(),
                    change.countMax(),
                    change.previousCount().map(previous -> change.count() - previous),
                    change.tier(),
                    change.unlocked(),
                    change.progressPercentage(),
                    change.source());
        }
    }

    public record SummaryAnswer(List<History.Summary> users) {}

    @GET
    @Path("/metrics")
    @Operation(summary = "The last looks at GitHub, of all users or of one")
    public Uni<RestResponse<Object>> metrics(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        Optional<Login> login = parameters.loginIfGiven(username);
        return history.tracking(login, METRICS)
                .map(tracking -> {
                    List<History.Refresh> looks = tracking.latest().reversed();
                    Optional<History.Refresh> latest =
                            tracking.latest().stream().findFirst();
                    String seen = tracking.total() + ":" + latest + login;
                    Stamp stamp = Stamp.weak("metrics", seen, latest.map(History.Refresh::timestamp), KEPT_SECONDS);
                    return Conditional.answer(
                            request,
                            stamp.as(csv),
                            () -> csv
                                    ? Csv.text(Tables.metrics(looks))
                                    : new MetricsAnswer(tracking.total(), looks, latest));
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    @GET
    @Path("/history")
    @Operation(summary = "What was observed of a user, newest first, with what changed; or how he stood ?at= a time")
    public Uni<RestResponse<Object>> history(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> achievement,
            @RestQuery Optional<String> limit,
            @RestQuery Optional<String> after,
            @RestQuery Optional<String> at,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        Login login = parameters.login(username);
        Optional<String> id = parameters.achievement(achievement);
        int size = parameters.limit(limit, PAGE, PAGE_MAX);
        Optional<Long> before = parameters.number("after", after);
        return parameters
                .time("at", at)
                .map(then -> standing(login, id, then))
                // One more than asked for tells whether there is another page.
                .orElseGet(
                        () -> history.changes(login, id, before, size + 1).map(changes -> page(login, changes, size)))
                .map(answer -> {
                    Optional<Instant> changed = answer.observations().stream()
                            .map(Observation::timestamp)
                            .max(Instant::compareTo);
                    Stamp stamp = Stamp.weak("history", answer.toString(), changed, KEPT_SECONDS);
                    return Conditional.answer(
                            request, stamp.as(csv), () -> csv ? Csv.text(Tables.history(answer)) : answer);
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    @GET
    @Path("/summary")
    @Operation(
            summary = "How all users stand, or those of ?usernames=a,b, best first; a moment behind the observations")
    public Uni<RestResponse<Object>> summary(
            @RestQuery Optional<String> usernames,
            @RestQuery Optional<String> limit,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        boolean csv = Csv.isWanted(format, headers);
        List<Login> logins = usernames
                .map(text -> Arrays.stream(text.split(","))
                        .map(one -> Login.parse(one.strip()).orElseThrow(() -> Problems.badLogin("usernames")))
                        .toList())
                .orElse(List.of());
        return history.summaries(logins, parameters.limit(limit, PAGE, PAGE_MAX))
                .map(users -> {
                    // The view keeps no times; the tag tells whether anything in it is different.
                    Stamp stamp = Stamp.weak("summary", users.toString(), Optional.empty(), KEPT_SECONDS);
                    return Conditional.answer(
                            request,
                            stamp.as(csv),
                            () -> csv ? Csv.text(Tables.summary(users)) : new SummaryAnswer(users));
                })
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private Uni<HistoryAnswer> standing(Login login, Optional<String> achievement, Instant at) {
        return history.standing(login, achievement, at)
                .map(changes -> new HistoryAnswer(
                        login.value(),
                        changes.stream().map(Observation::of).toList(),
                        Optional.empty(),
                        Optional.of(at)));
    }

    private static HistoryAnswer page(Login login, List<History.Change> changes, int size) {
        List<History.Change> page = changes.subList(0, Math.min(size, changes.size()));
        Optional<String> next = changes.size() > size
                ? Optional.of(String.valueOf(page.getLast().id()))
                : Optional.empty();
        return new HistoryAnswer(
                login.value(), page.stream().map(Observation::of).toList(), next, Optional.empty());
    }
}
