package dev.cortex.achievement.api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.cortex.achievement.api.Conditional.Stamp;
import dev.cortex.achievement.forecast.Forecast;
import dev.cortex.achievement.forecast.Pace;
import dev.cortex.achievement.forecast.Sight;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.History;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rule;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.rules.Standing;
import dev.cortex.achievement.rules.Tier;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.ForecastConfig;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** When a user will reach the next tiers, by the pace of his own history. */
@Path("/api/achievements/forecast")
@Produces({MediaType.APPLICATION_JSON, Csv.MEDIA_TYPE})
@Tag(name = "achievements")
public final class ForecastResource {
    private final ProgressReader progress;
    private final History history;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final ForecastConfig config;
    private final Clock clock;
    private final Pace pace;

    ForecastResource(
            ProgressReader progress,
            History history,
            Rulebook rulebook,
            Parameters parameters,
            AchievementConfig config,
            Clock clock) {
        this.progress = progress;
        this.history = history;
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.config = config.forecast();
        this.clock = clock;
        this.pace = new Pace(
                this.config.halfLife(), this.config.historyMin(), this.config.eventsMin(), this.config.level());
    }

    /** @param to null when it is further away than anyone plans */
    public record Interval(Instant from, Optional<Instant> to, double level) {}

    /**
     * @param status known, completed or unknown
     * @param expectedAt as likely before it as after it
     * @param reason why it is unknown
     */
    public record Item(
            String achievementId,
            String name,
            Optional<Long> currentCount,
            Optional<String> currentTier,
            Optional<String> nextTier,
            long needed,
            String unit,
            String status,
            Optional<Instant> expectedAt,
            Optional<Interval> interval,
            Optional<Double> eventsPerWeek,
            Optional<String> reason,
            Optional<String> detail) {}

    public record ForecastAnswer(
            String username,
            Instant generatedAt,
            double level,
            List<Item> forecasts,
            @JsonUnwrapped Age age) {}

    @GET
    @Operation(
            summary =
                    "When the next tiers will be reached, with an interval; unknown where the history says too little")
    public Uni<RestResponse<Object>> forecast(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> format,
            @Context HttpHeaders headers,
            @Context Request request) {
        Login login = parameters.login(username);
        boolean csv = Csv.isWanted(format, headers);
        return progress.read(login)
                .flatMap(reading -> history.changes(login, Optional.empty(), Optional.empty(), config.observationsMax())
                        .map(changes -> answer(reading, changes, clock.instant(), csv, request)))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private RestResponse<Object> answer(
            Reading reading, List<History.Change> changes, Instant now, boolean csv, Request request) {
        Stamp stamp = Stamp.of(reading, "forecast-" + rulebook.version(), now).as(csv);
        return Conditional.answer(request, stamp, () -> {
            ForecastAnswer answer = foretold(reading, changes.reversed(), now);
            return csv ? Csv.text(Tables.forecast(answer)) : answer;
        });
    }

    private ForecastAnswer foretold(Reading reading, List<History.Change> oldestFirst, Instant now) {
        List<Item> items = rulebook.standings(reading.snapshot()).stream()
                .filter(standing -> standing.rule().status() == Rule.Status.EARNABLE)
                .map(standing -> item(standing, forecast(standing, oldestFirst, reading, now)))
                .toList();
        return new ForecastAnswer(reading.snapshot().login(), now, config.level(), items, Age.of(reading, now));
    }

    private Forecast forecast(Standing standing, List<History.Change> changes, Reading reading, Instant now) {
        if (standing.step().completed()) {
            return new Forecast.Completed();
        }
        List<Sight> sights = changes.stream()
                .filter(change -> change.achievementId().equals(standing.rule().id()))
                .map(change -> new Sight(change.timestamp(), change.count()))
                .toList();
        return pace.forecast(
                sights, reading.snapshot().fetchedAt(), standing.step().needed(), now);
    }

    private Item item(Standing standing, Forecast forecast) {
        Optional<Forecast.Known> known =
                forecast instanceof Forecast.Known found ? Optional.of(found) : Optional.empty();
        Optional<Forecast.Reason> reason =
                forecast instanceof Forecast.Unknown(Forecast.Reason why) ? Optional.of(why) : Optional.empty();
        String status =
                switch (forecast) {
                    case Forecast.Known _ -> "known";
                    case Forecast.Completed _ -> "completed";
                    case Forecast.Unknown _ -> "unknown";
                };
        return new Item(
                standing.rule().id(),
                standing.rule().name(),
                standing.count().map(Count::min),
                standing.tier().map(Tier::label),
                standing.step().nextTier(),
                standing.step().needed(),
                standing.rule().unit(),
                status,
                known.map(Forecast.Known::expected),
                known.map(found -> new Interval(found.from(), found.until(), config.level())),
                known.map(found -> Math.round(found.eventsPerWeek() * 1000) / 1000.0),
                reason.map(why -> why.name().toLowerCase(Locale.ROOT)),
                reason.map(Forecast.Reason::words));
    }
}
