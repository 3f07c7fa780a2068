package dev.cortex.achievement.github;

import dev.cortex.achievement.AchievementConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;

/** The tokens of the configuration. */
final class Tokens {
    /** What the simulator on this machine is paid with; it is worth nothing anywhere else. */
    private static final Token LOCAL = new Token("local-simulator");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    @Produces
    @Singleton
    TokenPool pool(AchievementConfig config, MeterRegistry meters, Clock clock) {
        TokenPool pool = new TokenPool(tokens(config.github()));
        Gauge.builder("cortex.achievement.github.points.remaining", pool, all -> all.remaining(clock.instant()))
                .description("GraphQL points that the tokens have left in this hour, as far as this replica knows")
                .register(meters);
        return pool;
    }

    private static List<Token> tokens(AchievementConfig.GitHub github) {
        List<Token> given = github.tokens().orElse(List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .map(Token::new)
                .toList();
        return given.isEmpty() && loopback(github.url()) ? List.of(LOCAL) : given;
    }

    private static boolean loopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }
}
