package dev.cortex.achievement.unlock;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Server-sent events (WHATWG HTML, 9.2): one {@code achievement.unlocked} event a tier that was reached. */
@Path("/api/achievements/events")
@Tag(name = "achievements")
public final class EventsResource {
    private final UnlockFeed feed;
    private final UnlockMessages messages;
    private final Duration heartbeat;

    EventsResource(UnlockFeed feed, UnlockMessages messages, AchievementConfig config) {
        this.feed = feed;
        this.messages = messages;
        this.heartbeat = config.unlocks().heartbeat();
    }

    /** A comment now and then keeps what stands between from closing a quiet connection. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(summary = "What is unlocked from now on, or since Last-Event-ID; of ?username= or of all")
    public Multi<OutboundSseEvent> follow(
            @RestQuery Optional<String> username,
            @RestHeader("Last-Event-ID") Optional<String> lastEventId,
            @Context Sse sse) {
        Optional<Login> login = username.map(EventsResource::login);
        Optional<Long> after = lastEventId.filter(id -> !id.isBlank()).map(EventsResource::position);
        if (!feed.enter()) {
            throw new ProblemException(
                    Problem.of(
                            "too-many-listeners",
                            "Too many listen",
                            503,
                            "This replica has as many listeners as it takes. Try again in a moment."),
                    Map.of("Retry-After", "5"),
                    null);
        }
        return after.map(position -> Uni.createFrom().item(position))
                .orElseGet(feed::now)
                .onItem()
                .transformToMulti(position -> Multi.createBy()
                        .merging()
                        .streams(beats(sse), feed.follow(login, position).map(unlock -> event(sse, unlock))))
                .onTermination()
                .invoke(feed::leave);
    }

    /** The first at once: from then on nothing is missed. */
    private Multi<OutboundSseEvent> beats(Sse sse) {
        return Multi.createFrom().ticks().every(heartbeat).onOverflow().drop().map(_ -> sse.newEventBuilder()
                .comment("listening")
                .build());
    }

    private OutboundSseEvent event(Sse sse, Unlock unlock) {
        return sse.newEventBuilder()
                .id(String.valueOf(unlock.position()))
                .name(UnlockMessages.TYPE)
                .data(String.class, messages.data(unlock))
                .build();
    }

    private static Login login(String username) {
        return Login.parse(username)
                .orElseThrow(() -> refusal(
                        "invalid-username",
                        "Not a GitHub login",
                        "The value of \"username\" is not a GitHub login: letters, digits and single hyphens."));
    }

    private static long position(String id) {
        try {
            long position = Long.parseLong(id);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException _) {
            // Told below, with what is out of range.
        }
        throw refusal(
                "invalid-event-id", "Not an event of ours", "Last-Event-ID is the id of an event of this stream.");
    }

    private static ProblemException refusal(String slug, String title, String detail) {
        return new ProblemException(Problem.of(slug, title, 400, detail));
    }
}
