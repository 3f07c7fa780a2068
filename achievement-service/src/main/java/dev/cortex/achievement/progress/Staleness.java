package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.time.Instant;

/** For those who know that what is kept of a user may no longer hold, but not what does. */
public interface Staleness {
    /** The next who asks gets an answer of this time or later. What is stored stays. */
    Uni<Void> before(Login login, Instant time);
}
