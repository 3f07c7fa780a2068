package dev.cortex.routing.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.routing.model.Decision;
import dev.cortex.routing.model.RouterState;
import dev.cortex.routing.redis.PromptRedis;
import dev.cortex.routing.settings.CacheSettings;
import dev.cortex.routing.settings.ChoosingSettings;
import dev.cortex.routing.settings.ModelSettings;
import dev.cortex.routing.settings.RoutingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@link SharedDecisions} in Redis: one MGET a batch, one pipeline of SET ... NX PX some milliseconds after decisions were
 * made, off the path of whoever asked for them.
 *
 * <pre>
 * cortex:routing:decision:{configuration}:{key}   JSON: until (ms), decision
 * </pre>
 */
@ApplicationScoped
class RedisDecisions implements SharedDecisions {
    private static final Logger LOG = Logger.getLogger(RedisDecisions.class);
    private static final String PREFIX = "cortex:routing:decision:";
    /** Of the form of an entry; another one is never read. */
    private static final int FORM = 1;

    /** Keys in one question; the rest of a larger batch is decided without asking. */
    private static final int ASKED_MAX = 1_000;

    private static final int PIPELINE_MAX = 500;
    private static final int WAITING_MAX = 4 * PIPELINE_MAX;
    private static final long COMPANY_MILLIS = 5;

    private final PromptRedis redis;
    private final ObjectMapper json;
    private final Vertx vertx;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final CacheSettings settings;
    private final Payoff payoff = new Payoff();
    private final Allowance allowance;
    private final ArrayBlockingQueue<Offer> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final AtomicBoolean sending = new AtomicBoolean();
    private final String prefix;

    RedisDecisions(
            PromptRedis redis,
            ObjectMapper json,
            Vertx vertx,
            InstantSource clock,
            MeterRegistry meters,
            RoutingSettings settings) {
        this.redis = redis;
        this.json = json;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
        this.settings = settings.cache();
        allowance =
                new Allowance(this.settings.sharedMax(), this.settings.keep().toNanos(), System.nanoTime());
        prefix = PREFIX + FORM + '-' + configuration(settings) + ':';
    }

    private record Entry(long until, Decision decision) {}

    private record Offer(DecisionKey key, Decision decision, Instant until) {}

    @Override
    public boolean worthAsking() {
        return settings.sharedMax() > 0 && payoff.worthAsking();
    }

    @Override
    public Uni<Map<DecisionKey, Kept>> find(List<DecisionKey> keys) {
        List<DecisionKey> distinct = keys.stream().distinct().limit(ASKED_MAX).toList();
        Request request = Request.cmd(Command.MGET);
        distinct.forEach(key -> request.arg(prefix + key.written()));
        return redis.send(request)
                .map(answer -> found(distinct, answer))
                .invoke(found -> payoff.asked(distinct.size(), found.size()))
                .onFailure()
                .recoverWithItem(this::without);
    }

    @Override
    public void offer(DecisionKey key, Decision decision) {
        if (settings.sharedMax() > 0
                && allowance.take(System.nanoTime())
                && waiting.offer(new Offer(key, decision, clock.instant().plus(settings.keep())))
                && sending.compareAndSet(false, true)) {
            vertx.setTimer(COMPANY_MILLIS, timer -> Infrastructure.getDefaultWorkerPool()
                    .execute(this::send));
        }
    }

    private void send() {
        List<Offer> offers = new ArrayList<>();
        if (waiting.drainTo(offers, PIPELINE_MAX) == 0) {
            sent();
            return;
        }
        // Deferred: whatever goes wrong, the next offers are sent.
        Uni.createFrom()
                .deferred(() -> redis.batch(offers.stream().map(this::set).toList()))
                .subscribe()
                .with(sent -> sent(), failure -> {
                    without(failure);
                    sent();
                });
    }

    private void sent() {
        sending.set(false);
        if (!waiting.isEmpty() && sending.compareAndSet(false, true)) {
            Infrastructure.getDefaultWorkerPool().execute(this::send);
        }
    }

    private Request set(Offer offer) {
        long left = Math.max(1, Duration.between(clock.instant(), offer.until()).toMillis());
        return Request.cmd(Command.SET)
                .arg(prefix + offer.key().written())
                .arg(written(new Entry(offer.until().toEpochMilli(), offer.decision())))
                .arg("NX")
                .arg("PX")
                .arg(left);
    }

    private Map<DecisionKey, Kept> found(List<DecisionKey> keys, @Nullable Response answer) {
        Map<DecisionKey, Kept> found = new HashMap<>();
        for (int at = 0; answer != null && at < keys.size(); at++) {
            Response value = answer.get(at);
            Kept kept = value == null ? null : read(keys.get(at), value.toString());
            if (kept != null) {
                found.put(keys.get(at), kept);
            }
        }
        count("hit", found.size());
        count("miss", keys.size() - found.size());
        return found;
    }

    /** Null for what is over, or is not what this service would have written. */
    private @Nullable Kept read(DecisionKey key, String value) {
        try {
            Entry entry = json.readValue(value, Entry.class);
            Duration left = Duration.ofMillis(
                    Math.min(entry.until() - clock.millis(), settings.keep().toMillis()));
            boolean sound = left.isPositive()
                    && entry.decision().epoch() == key.edition().epoch()
                    && entry.decision().confidence() > settings.confidenceAbove();
            return sound ? new Kept(entry.decision(), left) : null;
        } catch (JsonProcessingException | RuntimeException e) {
            LOG.debugf("an entry of the shared cache can not be read: %s", e.getMessage());
            return null;
        }
    }

    private Map<DecisionKey, Kept> without(Throwable failure) {
        LOG.debugf("without the shared cache: %s", failure.toString());
        meters.counter(
                        "cortex.routing.cache.failures",
                        "reason",
                        failure.getClass().getSimpleName())
                .increment();
        return Map.of();
    }

    private void count(String result, int times) {
        DecisionCache.counter(meters, "shared", result).increment(times);
    }

    private String written(Entry entry) {
        try {
            return json.writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision can not be written as JSON", e);
        }
    }

    /** Replicas of another version or other thresholds decide otherwise from the same model. */
    private static String configuration(RoutingSettings settings) {
        ChoosingSettings choosing = settings.choosing();
        ModelSettings model = settings.model();
        List<Number> all = List.of(
                RouterState.FORMAT,
                choosing.confident(),
                choosing.lead(),
                choosing.worthAsking(),
                model.featuresMax(),
                model.cellsMax(),
                model.rehearsedMax());
        return Integer.toHexString(all.hashCode());
    }
}
