package dev.cortex.achievement.api;

import dev.cortex.achievement.card.Card;
import dev.cortex.achievement.card.Svg;
import dev.cortex.achievement.card.Theme;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.rules.Rulebook;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** A picture of how far a user is. */
@Path("/api/achievements/card.svg")
@Tag(name = "achievements")
public final class CardResource {
    private final ProgressReader progress;
    private final Rulebook rulebook;
    private final Parameters parameters;
    private final AnswerMetrics metrics;
    private final Clock clock;

    CardResource(
            ProgressReader progress, Rulebook rulebook, Parameters parameters, AnswerMetrics metrics, Clock clock) {
        this.progress = progress;
        this.rulebook = rulebook;
        this.parameters = parameters;
        this.metrics = metrics;
        this.clock = clock;
    }

    @GET
    @Produces("image/svg+xml")
    @Operation(summary = "A card of a user; theme is light, dark or auto (as the reader's system has it)")
    public Uni<RestResponse<String>> card(
            @RestQuery Optional<String> username, @RestQuery Optional<String> theme, @Context Request request) {
        Login login = parameters.login(username);
        Theme colours = Theme.parse(theme.orElse("auto"))
                .orElseThrow(() -> Problems.badRequest(
                        "invalid-parameter", "No such theme", "The value of \"theme\" is light, dark or auto."));
        return progress.read(login)
                .invoke(reading -> metrics.answered(reading, clock.instant()))
                .map(reading -> Conditional.picture(request, reading, drawn(reading, colours), clock.instant()))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private String drawn(Reading reading, Theme theme) {
        return Svg.draw(Card.of(reading.snapshot(), rulebook.standings(reading.snapshot())), theme);
    }
}
