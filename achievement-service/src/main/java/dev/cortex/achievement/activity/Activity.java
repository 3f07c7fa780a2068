package dev.cortex.achievement.activity;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/**
 * What a user did in public.
 *
 * <p>A hint, not proof: GitHub's feed lags by 30 seconds to 6 hours, and stars received or answers that others accepted do
 * not show in it. It may extend how long an answer counts as fresh, up to a maximum age, and never stands in for the answer.
 */
public interface Activity {
    /** What the feed says. */
    enum Sign {
        /** Nothing happened since. */
        QUIET,
        /** Something happened, or the user is gone. */
        ACTIVE,
        /** It can not be said: the feed fails, or asking would cost points that are not there. */
        UNTOLD
    }

    /** @return never fails */
    Uni<Sign> since(Login login, Instant fetchedAt, Urgency urgency);

    /** The part of the users asked for who were quiet, once some were asked for. */
    Optional<Double> quietShare();
}
