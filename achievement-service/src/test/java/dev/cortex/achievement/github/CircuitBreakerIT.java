package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.Configs;
import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class CircuitBreakerIT {
    private final AtomicInteger sent = new AtomicInteger();
    private final CircuitBreaker breaker =
            new CircuitBreaker(Configs.with(Map.of("github.breaker.window", "4", "github.breaker.pause", "200ms")));

    @Test
    void keepsRequestsBackWhileGitHubIsDownAndTriesAgainLater() {
        Reply down = new Reply.Failed(new GitHubFailure.Unavailable(502), Optional.empty());
        for (int i = 0; i < 20; i++) {
            assertTrue(
                    send(down) instanceof Reply.Failed failed && failed.failure() instanceof GitHubFailure.Unavailable);
        }
        assertEquals(4, sent.get());
        Reply limited = new Reply.Failed(new GitHubFailure.SlowedDown(Instant.EPOCH), Optional.empty());
        Instant patience = Instant.now().plusSeconds(10);
        while (!send(limited).equals(limited)) {
            assertTrue(Instant.now().isBefore(patience), "it never tried again");
        }
        assertEquals(limited, send(limited), "one that came through closes it");
    }

    @Test
    void letsEverythingThroughWhileGitHubAnswers() {
        Reply refused = new Reply.Failed(new GitHubFailure.Refused(), Optional.empty());
        for (int i = 0; i < 20; i++) {
            assertEquals(refused, send(refused));
        }
        assertEquals(20, sent.get());
    }

    private Reply send(Reply reply) {
        return breaker.through(() -> Uni.createFrom().item(reply).invoke(sent::incrementAndGet))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
