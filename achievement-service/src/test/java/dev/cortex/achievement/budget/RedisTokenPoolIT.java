package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cortex.local.testing.GitHubResource;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
@QuarkusTestResource(GitHubResource.class)
class RedisTokenPoolIT extends TokenPoolContract {
    @Inject
    ReactiveRedisDataSource redis;

    @Override
    TokenPool pool(List<String> purses) {
        MemoryTokenPool alone = new MemoryTokenPool(purses, RULES, 0.5, clock, () -> 0.5);
        return new RedisTokenPool(redis, purses, RULES, alone, clock, () -> 0.5, Duration.ofSeconds(20));
    }

    @Test
    void isOneForAllReplicas() {
        String purse = UUID.randomUUID().toString();
        TokenPool here = pool(List.of(purse));
        TokenPool there = pool(List.of(purse));
        for (int i = 0; i < 4; i++) {
            granted(here, Urgency.PERSON, 1);
            granted(there, Urgency.PERSON, 1);
        }
        assertEquals(new Obstacle.Crowded(), denied(here, Urgency.PERSON, 1));
        assertEquals(new Obstacle.Crowded(), denied(there, Urgency.PERSON, 1));
    }

    @Test
    void tellsAWipedRedisWhatItHeard() {
        String purse = UUID.randomUUID().toString();
        TokenPool pool = pool(List.of(purse));
        done(pool.settle(
                granted(pool, Urgency.PERSON, 1), taken(3, clock.instant().plusSeconds(3600))));
        done(redis.execute("DEL", "cortex:achievement:{budget}:" + purse));
        for (int i = 0; i < 3; i++) {
            granted(pool, Urgency.PERSON, 1);
        }
        assertEquals(new Obstacle.Spent(clock.instant().plusSeconds(3600)), denied(pool, Urgency.PERSON, 1));
    }
}
