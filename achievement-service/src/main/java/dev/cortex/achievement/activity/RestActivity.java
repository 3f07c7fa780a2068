package dev.cortex.achievement.activity;

import dev.cortex.achievement.budget.Ask;
import dev.cortex.achievement.budget.Obstacle;
import dev.cortex.achievement.budget.Resource;
import dev.cortex.achievement.budget.Till;
import dev.cortex.achievement.budget.Token;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.FeedConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/**
 * {@link Activity} by {@code GET /users/{login}/events/public} with the ETag of the last reading: an unchanged feed is a 304,
 * which costs no point of the hour (though one of the minute's). The ETag differs per token, so a feed is read again by the
 * one that read it before.
 */
@Singleton
final class RestActivity implements Activity {
    private final WebClient client;
    private final String base;
    private final Till till;
    private final Marks marks;
    private final FeedConfig config;
    private final MeterRegistry meters;
    private final Clock clock;
    private final LongAdder quiet = new LongAdder();
    private final LongAdder active = new LongAdder();

    RestActivity(AchievementConfig config, Till till, Marks marks, Vertx vertx, MeterRegistry meters, Clock clock) {
        this.base = config.github().url().toString().replaceFirst("/+$", "");
        this.till = till;
        this.marks = marks;
        this.config = config.feed();
        this.meters = meters;
        this.clock = clock;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setUserAgent("cortex-mesh")
                        .setFollowRedirects(false)
                        .setDecompressionSupported(true)
                        .setMaxPoolSize(config.github().concurrencyMax())
                        .setMaxWaitQueueSize(config.github().waitingMax())
                        .setConnectTimeout((int) config.feed().timeout().toMillis()));
    }

    @Override
    public Uni<Sign> since(Login login, Instant fetchedAt, Urgency urgency) {
        return marks.find(login)
                .flatMap(known -> read(login, known, urgency))
                .map(reply -> reply.gone()
                        ? Sign.ACTIVE
                        : reply.mark()
                                .map(mark -> mark.since(fetchedAt, config.margin()))
                                .orElse(Sign.UNTOLD))
                .onFailure()
                .recoverWithItem(Sign.UNTOLD)
                .invoke(this::count);
    }

    /** By whoever read it before, for nothing; by any other for a point, where that one can not. */
    private Uni<FeedReply> read(Login login, Map<String, Mark> known, Urgency urgency) {
        Optional<String> reader = known.keySet().stream().min(String::compareTo);
        Uni<FeedReply> read = paid(login, known, new Ask(Resource.CORE, 1, urgency, reader));
        return reader.isEmpty()
                ? read
                : read.flatMap(reply -> reply.equals(FeedReply.NOTHING)
                        ? paid(login, Map.of(), Ask.of(Resource.CORE, 1, urgency))
                        : Uni.createFrom().item(reply));
    }

    private Uni<FeedReply> paid(Login login, Map<String, Mark> known, Ask ask) {
        return till.pay(
                ask,
                new Till.Errand<>(
                        (token, purse) -> send(login, token, Optional.ofNullable(known.get(purse)))
                                .call(reply -> kept(login, purse, reply, known.get(purse))),
                        FeedReply::verdict,
                        (Obstacle _) -> FeedReply.NOTHING));
    }

    private Uni<FeedReply> send(Login login, Token token, Optional<Mark> known) {
        HttpRequest<Buffer> request = client.getAbs(base + "/users/" + login.value() + "/events/public?per_page=1")
                .timeout(config.timeout().toMillis())
                .putHeader("Accept", "application/vnd.github+json")
                .putHeader("Authorization", token.authorization());
        known.map(Mark::etag)
                .filter(etag -> !etag.isEmpty())
                .ifPresent(etag -> request.putHeader("If-None-Match", etag));
        return Uni.createFrom()
                .completionStage(() -> request.send().toCompletionStage())
                .map(response -> FeedReply.read(new Response(response), known, clock.instant()))
                .onFailure()
                .recoverWithItem(FeedReply.BROKEN);
    }

    private Uni<Void> kept(Login login, String purse, FeedReply reply, @org.jspecify.annotations.Nullable Mark before) {
        return reply.mark()
                .filter(mark -> !mark.equals(before) && !mark.etag().isEmpty())
                .map(mark -> marks.keep(login, purse, mark))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private record Response(HttpResponse<Buffer> response) implements FeedReply.Http {
        @Override
        public int status() {
            return response.statusCode();
        }

        @Override
        public Optional<String> header(String name) {
            return Optional.ofNullable(response.getHeader(name));
        }

        @Override
        public String body() {
            return String.valueOf(response.bodyAsString());
        }
    }

    private void count(Sign sign) {
        switch (sign) {
            case QUIET -> quiet.increment();
            case ACTIVE -> active.increment();
            case UNTOLD -> {
                // says nothing of the user
            }
        }
        meters.counter("cortex.achievement.feed", "sign", sign.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public Optional<Double> quietShare() {
        long unchanged = quiet.sum();
        long told = unchanged + active.sum();
        return told == 0 ? Optional.empty() : Optional.of(unchanged / (double) told);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
