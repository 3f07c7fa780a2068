package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ProgressStore} in a map. */
final class FakeStore implements ProgressStore {
    private final Map<String, Snapshot> byNode = new ConcurrentHashMap<>();
    private final Map<Login, Instant> outdated = new ConcurrentHashMap<>();

    @Override
    public Uni<Optional<Snapshot>> find(Login login) {
        return Uni.createFrom().item(() -> byNode.values().stream()
                .filter(snapshot -> login.value().equalsIgnoreCase(snapshot.login()))
                .findFirst());
    }

    @Override
    public Uni<Optional<Snapshot>> findCurrent(Login login) {
        return find(login)
                .map(found -> found.filter(
                        snapshot -> outdated.getOrDefault(login, Instant.MIN).isBefore(snapshot.fetchedAt())));
    }

    @Override
    public Uni<Void> outdate(Login login, Instant time) {
        return Uni.createFrom()
                .item(() -> outdated.merge(login, time, (then, now) -> now.isAfter(then) ? now : then))
                .replaceWithVoid();
    }

    @Override
    public Uni<Snapshot> join(Facts facts, Instant at) {
        return Uni.createFrom()
                .item(() -> byNode.compute(
                        facts.nodeId(),
                        (_, known) -> known == null ? Snapshot.first(facts, at) : known.joined(facts, at)));
    }
}
