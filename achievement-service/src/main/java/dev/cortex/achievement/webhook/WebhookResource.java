package dev.cortex.achievement.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.store.StoreException;
import dev.cortex.achievement.webhook.Webhooks.Taking;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** Where GitHub delivers. Nothing of a body is read before its signature is proven. */
@Path("/api/webhooks/github")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public final class WebhookResource {
    private final Optional<Signature> signature;
    private final Webhooks webhooks;
    private final ObjectMapper json;
    private final Clock clock;

    WebhookResource(AchievementConfig config, Webhooks webhooks, ObjectMapper json, Clock clock) {
        this.signature = config.webhook().secret().map(Signature::new);
        this.webhooks = webhooks;
        this.json = json;
        this.clock = clock;
    }

    /** @param status accepted, ignored or duplicate */
    public record Answer(String delivery, String status) {}

    @POST
    @Operation(
            summary =
                    "A signed delivery of GitHub: what it tells is counted; where it tells too little, the user is asked for again")
    public Uni<RestResponse<Answer>> deliver(
            byte[] body,
            @RestHeader("X-Hub-Signature-256") Optional<String> signed,
            @RestHeader("X-GitHub-Delivery") Optional<String> id,
            @RestHeader("X-GitHub-Event") Optional<String> event) {
        prove(body, signed);
        String name = event.filter(Delivery::validEvent)
                .orElseThrow(() -> refusal("webhook-event-missing", 400, "X-GitHub-Event names no event."));
        String delivered = id.filter(Delivery::validId)
                .orElseThrow(() -> refusal("webhook-delivery-missing", 400, "X-GitHub-Delivery names no delivery."));
        JsonNode payload = read(body);
        Optional<Login> moves = Moves.by(name, payload);
        Delivery delivery = new Delivery(
                delivered,
                name,
                moves,
                Moves.node(name, payload),
                moves.flatMap(_ -> EventReader.in(name, payload)),
                clock.instant());
        return webhooks.take(delivery)
                .map(taking -> answer(delivery, taking))
                .onFailure(StoreException.class)
                .transform(WebhookResource::notTaken);
    }

    private void prove(byte[] body, Optional<String> signed) {
        Signature ours = signature.orElseThrow(() -> refusal(
                "webhook-secret-missing",
                503,
                "This service has no CORTEX_GITHUB_WEBHOOK_SECRET, so it can not tell who delivers."));
        if (signed.filter(header -> ours.proves(body, header)).isEmpty()) {
            webhooks.refused();
            throw refusal(
                    "webhook-signature-wrong",
                    401,
                    "X-Hub-Signature-256 is missing or does not fit the body and secret.");
        }
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw new ProblemException(words("malformed-json", 400, "The body is not JSON."), Map.of(), e);
        }
    }

    private static RestResponse<Answer> answer(Delivery delivery, Taking taking) {
        return ResponseBuilder.<Answer>create(RestResponse.Status.ACCEPTED)
                .entity(new Answer(delivery.id(), taking.name().toLowerCase(Locale.ROOT)))
                .build();
    }

    /** GitHub shows it as failed, so that it can be delivered again. */
    private static Throwable notTaken(Throwable failure) {
        return new ProblemException(
                words("store-unavailable", 503, "The delivery could not be stored. Deliver it again."),
                Map.of("Retry-After", "5"),
                failure);
    }

    private static ProblemException refusal(String slug, int status, String detail) {
        return new ProblemException(words(slug, status, detail));
    }

    private static Problem words(String slug, int status, String detail) {
        return Problem.of(slug, "The delivery is not taken", status, detail);
    }
}
