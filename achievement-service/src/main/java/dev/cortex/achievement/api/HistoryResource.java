package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.History;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What was observed, over time and over all users. */
@Path("/api/achievements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class HistoryResource {
    private static final int METRICS = 50;
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 500;

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
    public Uni<MetricsAnswer> metrics(@RestQuery Optional<String> username) {
        return history.tracking(parameters.loginIfGiven(username), METRICS)
                .map(tracking -> new MetricsAnswer(
                        tracking.total(),
                        tracking.latest().reversed(),
                        tracking.latest().stream().findFirst()))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    @GET
    @Path("/history")
    @Operation(summary = "What was observed of a user, newest first, with what changed; or how he stood ?at= a time")
    public Uni<HistoryAnswer> history(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> achievement,
            @RestQuery Optional<String> limit,
            @RestQuery Optional<String> after,
            @RestQuery Optional<String> at) {
        Login login = parameters.login(username);
        Optional<Instant> then = parameters.time("at", at);
        if (then.isPresent()) {
            return standing(login, parameters.achievement(achievement), then.get());
        }
        int size = parameters.limit(limit, PAGE, PAGE_MAX);
        // One more than asked for tells whether there is another page.
        return history.changes(login, parameters.achievement(achievement), parameters.number("after", after), size + 1)
                .map(changes -> page(login, changes, size))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    @GET
    @Path("/summary")
    @Operation(
            summary = "How all users stand, or those of ?usernames=a,b, best first; a moment behind the observations")
    public Uni<SummaryAnswer> summary(@RestQuery Optional<String> usernames, @RestQuery Optional<String> limit) {
        List<Login> logins = usernames
                .map(text -> Arrays.stream(text.split(","))
                        .map(one -> Login.parse(one.strip()).orElseThrow(() -> Problems.badLogin("usernames")))
                        .toList())
                .orElse(List.of());
        return history.summaries(logins, parameters.limit(limit, PAGE, PAGE_MAX))
                .map(SummaryAnswer::new)
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private Uni<HistoryAnswer> standing(Login login, Optional<String> achievement, Instant at) {
        return history.standing(login, achievement, at)
                .map(changes -> new HistoryAnswer(
                        login.value(),
                        changes.stream().map(Observation::of).toList(),
                        Optional.empty(),
                        Optional.of(at)))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
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
