package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is known of all tokens. Taking and settling never fail: who cannot agree with others decides alone. */
public interface TokenPool {
    /** Keeps points and a place of the richest account that has both. */
    Uni<Grant> take(Ask ask);

    /** Gives back what was kept, and learns from how it went. */
    Uni<Void> settle(Lease lease, Verdict verdict);

    /** How every account stands, in the order of the configuration. */
    Uni<List<Standing>> standings(Resource resource);

    /**
     * How an account stands.
     *
     * @param left points that are not kept for anyone
     * @param resetAt when all are back, where GitHub has said it
     * @param obstacle why it pays for nothing now
     */
    record Standing(String purse, int limit, int left, Optional<Instant> resetAt, Optional<Obstacle> obstacle) {}
}
