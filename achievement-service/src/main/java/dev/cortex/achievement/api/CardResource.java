package dev.cortex.achievement.api;

import dev.cortex.achievement.api.Teams.Team;
import dev.cortex.achievement.card.Card;
import dev.cortex.achievement.card.Svg;
import dev.cortex.achievement.card.Theme;
import dev.cortex.achievement.card.Wall;
import dev.cortex.achievement.card.WallSvg;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.CrowdReader.Sight;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.team.Member;
import dev.cortex.achievement.team.Ranking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** A picture of how far a user or a team is. */
@Path("/api/achievements/card.svg")
@Tag(name = "achievements")
public final class CardResource {
    private final ProgressReader progress;
    private final Teams teams;
    private final int wallMax;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final AnswerMetrics metrics;
    private final Clock clock;

    CardResource(
            ProgressReader progress,
            Teams teams,
            Rulebook rulebook,
            Parameters parameters,
            AnswerMetrics metrics,
            AchievementConfig config,
            Clock clock) {
        this.progress = progress;
        this.teams = teams;
        this.wallMax = config.team().wallMax();
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GET
    @Produces("image/svg+xml")
    @Operation(
            summary = "A card of a user, or the wall of a team (?usernames=a,b or ?organization=); theme is light, dark"
                    + " or auto (as the reader's system has it)")
    public Uni<RestResponse<String>> card(
            @RestQuery Optional<String> username,
            @RestQuery Optional<String> usernames,
            @RestQuery Optional<String> organization,
            @RestQuery Optional<String> theme,
            @Context Request request) {
        Theme colours = Theme.parse(theme.orElse("auto"))
                .orElseThrow(() -> Problems.badRequest(
                        "invalid-parameter", "No such theme", "The value of \"theme\" is light, dark or auto."));
        Uni<RestResponse<String>> drawn = Teams.isAskedFor(usernames, organization)
                ? teams.read(usernames, organization).map(team -> wall(team, colours, request))
                : card(parameters.login(username), colours, request);
        return drawn.onFailure().transform(failure -> Problems.told(failure, clock));
    }

    private Uni<RestResponse<String>> card(Login login, Theme theme, Request request) {
        return progress.read(login)
                .invoke(reading -> metrics.answered(reading, clock.instant()))
                .map(reading -> {
                    Card card = Card.of(reading.snapshot(), rulebook.standings(reading.snapshot()));
                    Instant now = clock.instant();
                    return Conditional.picture(
                            request,
                            Svg.draw(card, theme),
                            Conditional.secondsLeft(reading, reading.staleAt(now), now));
                });
    }

    private RestResponse<String> wall(Team team, Theme theme, Request request) {
        List<Member> members = team.members().values().stream()
                .flatMap(sight -> sight instanceof Sight.Known(Reading reading) ? Stream.of(reading) : Stream.empty())
                .map(reading -> Member.of(reading.snapshot(), rulebook.standings(reading.snapshot())))
                .toList();
        String title = team.name().or(team::organization).orElse("Team");
        Wall wall = Wall.of(title, Ranking.of(members), team.total(), wallMax);
        // Members that are not known yet will be in a moment.
        return Conditional.picture(
                request,
                WallSvg.draw(wall, theme),
                members.size() < team.members().size() ? 0 : 60);
    }
}
