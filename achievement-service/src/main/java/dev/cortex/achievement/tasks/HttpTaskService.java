package dev.cortex.achievement.tasks;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.TasksConfig;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * {@link TaskService} over HTTP. An order that may have arrived is sent again only with its key, which makes it the same
 * task; without a key it is sent once.
 *
 * <p>The web client is there already, for GitHub; a declarative client would be one more extension to start.
 */
@Singleton
final class HttpTaskService implements TaskService {
    private static final String PATH = "/api/tasks";
    private static final int AT_ONCE = 4;
    private static final int TOO_MANY = 429;
    private static final Duration SOON = Duration.ofSeconds(5);

    private final WebClient client;
    private final String url;
    private final Duration timeout;
    private final TypedGuard<Uni<Receipt>> once;
    private final TypedGuard<Uni<Receipt>> repeated;

    HttpTaskService(AchievementConfig config, Vertx vertx) {
        TasksConfig tasks = config.tasks();
        this.url = tasks.url().toString().replaceFirst("/+$", "") + PATH;
        this.timeout = tasks.timeout();
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setConnectTimeout((int) timeout.toMillis())
                        .setMaxPoolSize(tasks.concurrencyMax())
                        .setMaxWaitQueueSize(tasks.waitingMax()));
        this.once = guard(tasks, 0);
        this.repeated = guard(tasks, tasks.retriesMax());
    }

    private static TypedGuard<Uni<Receipt>> guard(TasksConfig tasks, int retries) {
        TypedGuard.Builder<Uni<Receipt>> guard = TypedGuard.create(new TypeLiteral<Uni<Receipt>>() {})
                .withDescription("tasks")
                .withCircuitBreaker()
                .failOn(TaskServiceException.Away.class)
                .requestVolumeThreshold(tasks.breaker().window())
                .failureRatio(tasks.breaker().failureRatio())
                .delay(tasks.breaker().pause().toMillis(), ChronoUnit.MILLIS)
                .done();
        if (retries > 0) {
            guard = guard.withRetry()
                    .retryOn(TaskServiceException.Away.class)
                    .maxRetries(retries)
                    .delay(tasks.retryPause().toMillis(), ChronoUnit.MILLIS)
                    .jitter(tasks.retryPause().toMillis() / 2, ChronoUnit.MILLIS)
                    .done();
        }
        return guard.build();
    }

    @Override
    public Uni<List<Receipt>> submit(List<Order> orders) {
        return orders.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join()
                        .all(orders.stream().map(this::guarded).toList())
                        .usingConcurrencyOf(AT_ONCE)
                        .andFailFast();
    }

    private Uni<Receipt> guarded(Order order) {
        TypedGuard<Uni<Receipt>> guard = order.key().isPresent() ? repeated : once;
        return Uni.createFrom()
                .deferred(() -> guard.get(() -> send(order)))
                .onFailure(failure -> !(failure instanceof TaskServiceException))
                .transform(_ -> new TaskServiceException.Away("worker-service was away a moment ago", SOON));
    }

    private Uni<Receipt> send(Order order) {
        HttpRequest<Buffer> request = client.postAbs(url).timeout(timeout.toMillis());
        order.key().ifPresent(key -> request.putHeader("Idempotency-Key", key));
        return Uni.createFrom()
                .completionStage(() -> request.sendJsonObject(body(order)).toCompletionStage())
                .onFailure()
                .transform(failure -> new TaskServiceException.Away("worker-service does not answer", SOON))
                .map(HttpTaskService::receipt);
    }

    private static JsonObject body(Order order) {
        JsonObject body = new JsonObject()
                .put("type", order.type())
                .put("description", order.description())
                .put("priority", order.priority())
                .put("payload", new JsonObject(order.payload()));
        order.uniqueKey().ifPresent(key -> body.put("unique_key", key));
        return body;
    }

    private static Receipt receipt(HttpResponse<Buffer> response) {
        int status = response.statusCode();
        JsonObject answer = json(response);
        if (status == 202 && answer.getValue("id") instanceof String id) {
            return new Receipt(
                    id,
                    answer.getString("state", "submitted"),
                    answer.getString("status_url", PATH + "/" + id),
                    answer.getBoolean("existing", false));
        }
        if (status >= 400 && status < 500 && status != TOO_MANY) {
            throw new TaskServiceException.Refused(
                    status, answer.getString("detail", "worker-service refused the task"));
        }
        throw new TaskServiceException.Away("worker-service answered " + status, retryAfter(response));
    }

    private static JsonObject json(HttpResponse<Buffer> response) {
        try {
            JsonObject answer = response.bodyAsJsonObject();
            return answer == null ? new JsonObject() : answer;
        } catch (DecodeException | ClassCastException _) {
            return new JsonObject();
        }
    }

    private static Duration retryAfter(HttpResponse<Buffer> response) {
        try {
            return Duration.ofSeconds(Math.max(1, Long.parseLong(response.getHeader("Retry-After"))));
        } catch (NumberFormatException _) {
            return SOON;
        }
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
