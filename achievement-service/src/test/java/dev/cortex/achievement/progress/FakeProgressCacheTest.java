package dev.cortex.achievement.progress;

import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.observation.Login;
import java.time.Instant;

class FakeProgressCacheTest extends ProgressCacheContract {
    private final TestingClock clock = new TestingClock();
    private final FakeProgressCache cache = new FakeProgressCache(clock);

    @Override
    ProgressCache cache() {
        return cache;
    }

    @Override
    Login login() {
        return new Login("octocat");
    }

    @Override
    Instant now() {
        return clock.instant();
    }
}
