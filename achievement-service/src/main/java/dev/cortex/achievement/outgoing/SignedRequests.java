package dev.cortex.achievement.outgoing;

import dev.cortex.achievement.outgoing.PostgresOutbox.Telling;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.unlock.UnlockMessages;
import dev.cortex.achievement.webhook.Signature;
import dev.cortex.mesh.outgoing.AllowedHosts;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Sends one telling as a signed POST. Follows no redirect, and reads nothing of the answer but its status. */
@Singleton
final class SignedRequests {
    static final String SIGNATURE = "X-Cortex-Signature-256";
    static final String DELIVERY = "X-Cortex-Delivery";
    static final String EVENT = "X-Cortex-Event";

    private static final int CONNECT_MILLIS_MAX = 5_000;
    private static final int CONNECTIONS_PER_HOST = 8;

    private final Vertx vertx;
    private final HttpClient client;
    private final SubscriberHosts hosts;
    private final UnlockMessages messages;
    private final Duration timeout;

    SignedRequests(Vertx vertx, SubscriberHosts hosts, UnlockMessages messages, AchievementConfig config) {
        this.vertx = vertx;
        this.hosts = hosts;
        this.messages = messages;
        this.timeout = config.outgoing().timeout();
        this.client = vertx.createHttpClient(new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS_MAX)
                .setMaxPoolSize(CONNECTIONS_PER_HOST)
                .setKeepAliveTimeout(10));
    }

    /** @return why it did not arrive; empty when it did */
    Uni<Optional<String>> send(Telling telling) {
        // Again, because the list may have become shorter since the subscription.
        return hosts.refusal(telling.url())
                .map(refusal -> Uni.createFrom().item(Optional.of(refusal)))
                .orElseGet(() -> resolve(telling.url().getHost())
                        .flatMap(address -> post(telling, address))
                        .map(SignedRequests::reason)
                        .onFailure()
                        .recoverWithItem(failure -> Optional.of(words(failure))));
    }

    private Uni<InetAddress> resolve(String host) {
        return Uni.createFrom()
                .completionStage(() -> vertx.executeBlocking(() -> InetAddress.getByName(host), false)
                        .toCompletionStage())
                .invoke(address -> {
                    if (!AllowedHosts.permits(host, address)) {
                        throw new IllegalStateException("the name leads to an address that only a listed address may");
                    }
                });
    }

    private Uni<Integer> post(Telling telling, InetAddress address) {
        byte[] body = messages.data(telling.unlock()).getBytes(StandardCharsets.UTF_8);
        return Uni.createFrom()
                .<Integer>emitter(emitter -> {
                    AtomicReference<@Nullable HttpClientRequest> sent = new AtomicReference<>();
                    // The rest of the answer is of no use, whatever its length.
                    emitter.onTermination(() -> reset(sent));
                    Future<Integer> status = client.request(options(telling, address, body))
                            .onSuccess(sent::set)
                            .compose(request -> request.send(Buffer.buffer(body)))
                            .map(SignedRequests::status);
                    status.onSuccess(emitter::complete).onFailure(emitter::fail);
                })
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    /** That the rest of the answer is given up is no error of the connection. */
    private static int status(HttpClientResponse response) {
        response.exceptionHandler(_ -> {});
        return response.statusCode();
    }

    private static void reset(AtomicReference<@Nullable HttpClientRequest> sent) {
        HttpClientRequest request = sent.get();
        if (request != null) {
            request.reset();
        }
    }

    private static RequestOptions options(Telling telling, InetAddress address, byte[] body) {
        URI url = telling.url();
        boolean tls = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(url.getHost())
                .setPort(port)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setSsl(tls)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setFollowRedirects(false)
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "cortex-mesh")
                .putHeader(EVENT, UnlockMessages.TYPE)
                .putHeader(DELIVERY, telling.id().toString())
                .putHeader(SIGNATURE, new Signature(telling.secret().text()).of(body));
    }

    private static Optional<String> reason(int status) {
        if (status >= 200 && status < 300) {
            return Optional.empty();
        }
        return Optional.of(
                status >= 300 && status < 400
                        ? "answered with status " + status + "; redirects are not followed"
                        : "answered with status " + status);
    }

    private static String words(Throwable failure) {
        return switch (failure) {
            case TimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "the host's name has no address";
            case IllegalStateException refused when refused.getMessage() != null -> refused.getMessage();
            default -> "no connection: " + failure.getClass().getSimpleName();
        };
    }
}
