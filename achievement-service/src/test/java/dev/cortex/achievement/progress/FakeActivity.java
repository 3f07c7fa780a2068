package dev.cortex.achievement.progress;

import dev.cortex.achievement.activity.Activity;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A feed that says what it is told to say, and counts who asks. */
final class FakeActivity implements Activity {
    final AtomicInteger looks = new AtomicInteger();
    private volatile Sign sign = Sign.UNTOLD;

    void say(Sign next) {
        sign = next;
    }

    @Override
    public Uni<Sign> since(Login login, Instant fetchedAt, Urgency urgency) {
        return Uni.createFrom().item(() -> {
            looks.incrementAndGet();
            return sign;
        });
    }

    @Override
    public Optional<Double> quietShare() {
        return Optional.empty();
    }
}
