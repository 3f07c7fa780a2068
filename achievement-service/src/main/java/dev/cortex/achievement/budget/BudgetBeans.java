package dev.cortex.achievement.budget;

import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.BudgetConfig;
import dev.cortex.achievement.settings.GitHubConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/** Who pays, and who keeps account of it, by the configuration. */
final class BudgetBeans {
    /** What the simulator on this machine is paid with; it is worth nothing anywhere else. */
    private static final Token LOCAL = new Token("local-simulator");

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]", "::1");

    @Produces
    @Singleton
    Purses purses(AchievementConfig config, GitHubApp app) {
        List<Purse> purses = new ArrayList<>();
        tokens(config.github()).forEach(token -> purses.add(Purse.of(token)));
        purses.addAll(app.purses());
        if (purses.isEmpty() && loopback(config.github().url())) {
            purses.add(Purse.of(LOCAL));
        }
        return new Purses(purses);
    }

    @Produces
    @Singleton
    TokenPool pool(
            AchievementConfig config, Purses purses, ReactiveRedisDataSource redis, MeterRegistry meters, Clock clock) {
        PoolRules rules = rules(config);
        double share = config.github().budget().shareAlone();
        DoubleSupplier chance = () -> ThreadLocalRandom.current().nextDouble();
        MemoryTokenPool alone = new MemoryTokenPool(purses.ids(), rules, share, clock, chance);
        RedisTokenPool pool = new RedisTokenPool(
                redis, purses.ids(), rules, alone, clock, chance, config.redis().timeout());
        for (Resource resource : Resource.values()) {
            Gauge.builder("cortex.achievement.github.points.remaining", pool, all -> all.remaining(resource))
                    .description("Points that the tokens have left in this hour, as far as this replica was told")
                    .tag("resource", resource.text())
                    .register(meters);
        }
        return pool;
    }

    static PoolRules rules(AchievementConfig config) {
        BudgetConfig budget = config.github().budget();
        return new PoolRules(
                budget.reserve(),
                budget.minute(),
                budget.concurrencyMax(),
                Purses.background(budget.concurrencyMax()),
                budget.lease());
    }

    private static List<Token> tokens(GitHubConfig github) {
        return github.tokens().orElse(List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .map(Token::new)
                .toList();
    }

    private static boolean loopback(URI url) {
        return url.getHost() != null && LOOPBACK.contains(url.getHost());
    }
}
