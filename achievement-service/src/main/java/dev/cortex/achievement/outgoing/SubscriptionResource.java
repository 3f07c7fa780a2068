package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.outgoing.PostgresSubscriptions.View;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.store.StoreException;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Who is told of unlocks by a signed request of ours. */
@Path("/api/achievements/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "webhooks")
public final class SubscriptionResource {
    private static final int URL_MAX = 2_000;
    private static final int SECRET_MIN = 16;
    private static final int SECRET_MAX = 256;
    private static final int USERNAMES_MAX = 1_000;

    private final PostgresSubscriptions subscriptions;
    private final SubscriberHosts hosts;
    private final int subscriptionsMax;
    private final Clock clock;

    SubscriptionResource(
            PostgresSubscriptions subscriptions, SubscriberHosts hosts, AchievementConfig config, Clock clock) {
        this.subscriptions = subscriptions;
        this.hosts = hosts;
        this.subscriptionsMax = config.outgoing().subscriptionsMax();
        this.clock = clock;
    }

    /**
     * @param secret signs what is sent and is never told again
     * @param usernames of whom; absent for all
     */
    public record Wish(
            @Nullable String url,
            @Nullable String secret,
            @Nullable List<@Nullable String> usernames) {
        /** Without the secret, wherever it may be logged. */
        @Override
        public String toString() {
            return "Wish[url=" + url + "]";
        }
    }

    /** @param webhooks in the order in which they subscribed */
    public record Answer(List<View> webhooks) {}

    @POST
    @Operation(summary = "Be told of unlocks: POST with X-Cortex-Signature-256, to hosts that are allowed")
    public Uni<RestResponse<View>> subscribe(@Nullable Wish wish) {
        Subscription subscription = subscription(wish);
        View view = new View(
                subscription.id(),
                subscription.url().toString(),
                subscription.logins().stream().map(Login::key).toList(),
                subscription.createdAt(),
                0,
                Optional.empty());
        return subscriptions
                .add(subscription, subscriptionsMax)
                .map(added -> {
                    if (!added) {
                        throw refusal(
                                "too-many-webhooks",
                                409,
                                "There are " + subscriptionsMax + " webhooks already. Delete one first.");
                    }
                    return ResponseBuilder.create(RestResponse.Status.CREATED, view)
                            .location(URI.create("/api/achievements/webhooks/" + view.id()))
                            .build();
                })
                .onFailure(StoreException.class)
                .transform(SubscriptionResource::unavailable);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @Operation(summary = "Who subscribed, and what waits for them; secrets are not told")
    public Uni<Answer> list() {
        return subscriptions
                .all()
                .map(Answer::new)
                .onFailure(StoreException.class)
                .transform(SubscriptionResource::unavailable);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Is told nothing more, also not what waits")
    public Uni<RestResponse<Void>> unsubscribe(@RestPath String id) {
        UUID known = uuid(id).orElseThrow(SubscriptionResource::unknown);
        return subscriptions
                .remove(known)
                .map(removed -> {
                    if (!removed) {
                        throw unknown();
                    }
                    return RestResponse.<Void>noContent();
                })
                .onFailure(StoreException.class)
                .transform(SubscriptionResource::unavailable);
    }

    private Subscription subscription(@Nullable Wish wish) {
        if (wish == null || wish.url() == null || wish.secret() == null) {
            throw refusal(
                    "invalid-webhook",
                    400,
                    "The body is {\"url\": \"https://…\", \"secret\": \"…\", \"usernames\": [\"login\", …]}; usernames may"
                            + " be left out.");
        }
        int length = wish.secret().length();
        if (length < SECRET_MIN || length > SECRET_MAX || wish.secret().indexOf('\0') >= 0) {
            throw refusal(
                    "invalid-webhook",
                    400,
                    "\"secret\" has from " + SECRET_MIN + " to " + SECRET_MAX + " characters; it signs what is sent.");
        }
        return new Subscription(
                UUID.randomUUID(),
                url(wish.url()),
                new Subscription.Secret(wish.secret()),
                logins(wish.usernames()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private URI url(String text) {
        URI url;
        try {
            url = new URI(text);
        } catch (URISyntaxException _) {
            throw refusal("invalid-webhook", 400, "\"url\" is not a URL.");
        }
        if (text.length() > URL_MAX) {
            throw refusal("invalid-webhook", 400, "\"url\" has at most " + URL_MAX + " characters.");
        }
        hosts.refusal(url).ifPresent(reason -> {
            throw refusal("webhook-host-not-allowed", 400, reason);
        });
        return url;
    }

    private static List<Login> logins(@Nullable List<@Nullable String> usernames) {
        if (usernames == null) {
            return List.of();
        }
        if (usernames.isEmpty() || usernames.size() > USERNAMES_MAX) {
            throw refusal(
                    "invalid-webhook",
                    400,
                    "\"usernames\" has from 1 to " + USERNAMES_MAX + " logins; leave it out for all users.");
        }
        LinkedHashSet<Login> logins = new LinkedHashSet<>();
        for (String username : usernames) {
            logins.add(Optional.ofNullable(username)
                    .flatMap(Login::parse)
                    .orElseThrow(() ->
                            refusal("invalid-username", 400, "A member of \"usernames\" is not a GitHub login.")));
        }
        return List.copyOf(logins);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of("webhook-not-found", "No such webhook", 404, "No webhook has this id."));
    }

    private static Throwable unavailable(Throwable failure) {
        return new ProblemException(
                Problem.of(
                        "store-unavailable",
                        "The store does not answer",
                        503,
                        "The database of this service does not answer. Try again in some seconds."),
                Map.of("Retry-After", "5"),
                failure);
    }

    private static ProblemException refusal(String slug, int status, String detail) {
        return new ProblemException(Problem.of(slug, "The webhook is not taken", status, detail));
    }
}
