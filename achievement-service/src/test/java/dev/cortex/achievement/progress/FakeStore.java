package dev.cortex.achievement.progress;

import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Happening;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Margin;
import dev.cortex.achievement.observation.Movement;
import dev.cortex.achievement.observation.Snapshot;
import dev.cortex.achievement.observation.Survey;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ProgressStore} in a map. */
final class FakeStore implements ProgressStore {
    private static final Margin MARGIN = new Margin(Duration.ofMillis(500), Duration.ofSeconds(2));

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
    public Uni<List<Joined>> join(List<Seen> seen) {
        return Uni.createFrom().item(() -> seen.stream().map(this::joined).toList());
    }

    @Override
    public Uni<Optional<Movement>> move(Login login, Optional<String> nodeId, Happening happening, Instant heard) {
        return find(login)
                .map(found -> found.map(before -> {
                    Movement movement = before.moved(happening, heard, MARGIN);
                    if (movement instanceof Movement.Moved(Snapshot now, boolean _)) {
                        byNode.put(now.nodeId(), now);
                    }
                    return movement;
                }));
    }

    private Joined joined(Seen seen) {
        Facts facts = seen.facts();
        Snapshot now = byNode.compute(
                facts.nodeId(),
                (_, known) ->
                        known == null ? Snapshot.first(facts, seen.look()) : known.joined(facts, seen.look(), MARGIN));
        Instant mark = outdated.getOrDefault(new Login(now.login()), Instant.MIN);
        return new Joined(now, mark.isBefore(now.fetchedAt()));
    }

    @Override
    public Uni<Optional<Snapshot>> prove(String nodeId, Map<String, Survey> surveys) {
        return Uni.createFrom()
                .item(() ->
                        Optional.ofNullable(byNode.computeIfPresent(nodeId, (_, known) -> known.surveyed(surveys))));
    }
}
