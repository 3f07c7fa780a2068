package dev.cortex.achievement.budget;

import dev.cortex.achievement.budget.InstallationToken.Issued;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.GitHubConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The installations of a GitHub App: each has a budget of its own, and tokens that last an hour. */
@Singleton
final class GitHubApp {
    private static final int CREATED = 201;

    private final GitHubConfig config;
    private final WebClient client;
    private final Clock clock;

    GitHubApp(AchievementConfig config, Vertx vertx, Clock clock) {
        this.config = config.github();
        this.clock = clock;
        this.client = WebClient.create(
                vertx, new WebClientOptions().setUserAgent("cortex-mesh").setFollowRedirects(false));
    }

    /** @throws IllegalArgumentException when the App is named and its key can not be read, or is none */
    List<Purse> purses() {
        Optional<String> id = config.app().id().filter(given -> !given.isBlank());
        if (id.isEmpty()) {
            return List.of();
        }
        String appId = id.get().strip();
        AppKey key = AppKey.parse(keyFile());
        return config.app().installations().orElse(List.of()).stream()
                .map(String::strip)
                .filter(installation -> !installation.isEmpty())
                .peek(GitHubApp::mustBeNumber)
                .distinct()
                .map(installation -> purse(appId, key, installation))
                .toList();
    }

    private static void mustBeNumber(String installation) {
        if (!installation.matches("\\d{1,19}")) {
            throw new IllegalArgumentException("CORTEX_GITHUB_APP_INSTALLATIONS takes numbers, separated by commas");
        }
    }

    private String keyFile() {
        String file = config.app()
                .keyFile()
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> new IllegalArgumentException("CORTEX_GITHUB_APP_KEY_FILE names the App's PEM file"));
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the App's key file can not be read", e);
        }
    }

    private Purse purse(String appId, AppKey key, String installation) {
        InstallationToken token = new InstallationToken(() -> issue(appId, key, installation), clock);
        return new Purse("installation-" + installation, token::token);
    }

    private Uni<Issued> issue(String appId, AppKey key, String installation) {
        String url = config.url().toString().replaceFirst("/+$", "") + "/app/installations/" + installation
                + "/access_tokens";
        return Uni.createFrom()
                .completionStage(() -> client.postAbs(url)
                        .timeout(config.timeout().toMillis())
                        .putHeader("Accept", "application/vnd.github+json")
                        .putHeader("Authorization", "Bearer " + key.jwt(appId, clock.instant()))
                        .send()
                        .toCompletionStage())
                .map(GitHubApp::issued);
    }

    private static Issued issued(HttpResponse<Buffer> response) {
        if (response.statusCode() != CREATED) {
            throw response.statusCode() < 500
                    ? new TokenRefused(response.statusCode())
                    : new IllegalStateException("GitHub gives no token now: status " + response.statusCode());
        }
        JsonObject body = response.bodyAsJsonObject();
        return new Issued(new Token(body.getString("token")), Instant.parse(body.getString("expires_at")));
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
