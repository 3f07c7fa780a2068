package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Token;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.GitHubConfig;
import io.smallrye.graphql.client.InvalidResponseException;
import io.smallrye.graphql.client.vertx.dynamic.VertxDynamicGraphQLClient;
import io.smallrye.graphql.client.vertx.dynamic.VertxDynamicGraphQLClientBuilder;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's GraphQL endpoint over the dynamic client of SmallRye: kept-alive connections, a bound on those at once and on
 * those waiting for one, and every outcome as a {@link Reply}, never as an exception of the client.
 */
@Singleton
final class GraphQLEndpoint {
    /** GitHub refuses requests without one. */
    private static final String USER_AGENT = "cortex-mesh";

    /** The client tells the status of a body that is no GraphQL only in its message. */
    private static final Pattern STATUS = Pattern.compile("Code=(\\d{3})");

    private static final Duration CONNECT_MAX = Duration.ofSeconds(3);

    private final VertxDynamicGraphQLClient client;
    private final Breaker breaker;
    private final Duration timeout;
    private final Clock clock;

    GraphQLEndpoint(AchievementConfig config, Breaker breaker, Vertx vertx, Clock clock) {
        GitHubConfig github = config.github();
        this.breaker = breaker;
        this.timeout = github.timeout();
        this.clock = clock;
        WebClientOptions options = new WebClientOptions()
                .setUserAgent(USER_AGENT)
                .setFollowRedirects(false)
                .setDecompressionSupported(true)
                .setMaxPoolSize(github.concurrencyMax())
                .setMaxWaitQueueSize(github.waitingMax())
                .setConnectTimeout((int) CONNECT_MAX.toMillis())
                // Closes a connection whose request was given up, so that it does not hold its place in the pool.
                .setIdleTimeout((int) timeout.plusSeconds(1).toSeconds());
        this.client = (VertxDynamicGraphQLClient) new VertxDynamicGraphQLClientBuilder()
                .vertx(vertx)
                .options(options)
                .url(github.url().toString().replaceFirst("/+$", "") + "/graphql")
                .allowUnexpectedResponseFields(true)
                .build();
    }

    Uni<Reply> send(Query query, Token token) {
        return breaker.through(() -> attempt(query, token));
    }

    private Uni<Reply> attempt(Query query, Token token) {
        return Uni.createFrom()
                .deferred(() -> client.executeAsync(
                        query.document(),
                        query.variables(),
                        MultiMap.caseInsensitiveMultiMap().add("Authorization", token.authorization())))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(response -> ReplyReader.read(response, clock.instant()))
                .onFailure()
                .recoverWithItem(GraphQLEndpoint::failed);
    }

    private static Reply failed(Throwable failure) {
        GitHubFailure told =
                switch (failure) {
                    case TimeoutException _ -> new GitHubFailure.TimedOut();
                    case ConnectionPoolTooBusyException _ -> new GitHubFailure.Busy();
                    case InvalidResponseException invalid -> invalid(invalid);
                    default -> new GitHubFailure.Unavailable(0);
                };
        return new Reply.Failed(told, Optional.empty());
    }

    /** A proxy's HTML page, or nothing at all. */
    private static GitHubFailure invalid(InvalidResponseException invalid) {
        Matcher status = STATUS.matcher(String.valueOf(invalid.getMessage()));
        int code = status.find() ? Integer.parseInt(status.group(1)) : 0;
        if (code == 504) {
            return new GitHubFailure.TimedOut();
        }
        return code >= 500
                ? new GitHubFailure.Unavailable(code)
                : new GitHubFailure.Garbled("a body that is not GraphQL, with status " + code);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
