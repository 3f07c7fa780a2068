package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import dev.cortex.local.testing.PostgresResource;
import dev.cortex.local.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(RedisResource.class)
class RedisProgressCacheIT extends ProgressCacheContract {
    @Inject
    RedisProgressCache cache;

    private final Login login =
            new Login("u" + UUID.randomUUID().toString().replace("-", "").substring(0, 30));

    @Override
    ProgressCache cache() {
        return cache;
    }

    @Override
    Login login() {
        return login;
    }

    @Override
    Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
