package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Look;
import dev.cortex.achievement.observation.Movement;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known for good. */
interface ProgressStore {
    /** The latest that is known under this login. */
    Uni<Optional<Snapshot>> find(Login login);

    /** As {@link #find}, but only what was asked for after the last time that it was outdated. */
    Uni<Optional<Snapshot>> findCurrent(Login login);

    /** What was asked for until this time is no longer {@link #findCurrent current}; it stays the latest that is known. */
    Uni<Void> outdate(Login login, Instant time);

    /**
     * Joins what was seen to what is known of the users and appends an observation for each achievement that changed, each
     * user in whole or not at all.
     *
     * @return what is known now of each, in the order given; it is more than was seen where a part of that was missing
     */
    Uni<List<Joined>> join(List<Seen> seen);

    /**
     * Counts an event of the user beside GitHub's last answer, once however often it is told.
     *
     * @param nodeId his, where it was told; else he is found by his login
     * @param heard when it was told
     * @return empty when nothing is known of him
     */
    Uni<Optional<Movement>> move(Login login, Optional<String> nodeId, Happening happening, Instant heard);

    /**
     * Joins what a scan has proven to what is known of a user, and appends an observation for each achievement that changed.
     *
     * @param surveys by achievement id
     * @return what is known now; empty when nothing is known of him
     */
    Uni<Optional<Snapshot>> prove(String nodeId, Map<String, Survey> surveys);

    /** One user as GitHub told him. */
    record Seen(Facts facts, Look look) {}

    /** @param current whether nothing outdated him since GitHub was asked */
    record Joined(Snapshot snapshot, boolean current) {}
}
