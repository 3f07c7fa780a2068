package dev.cortex.achievement.scan;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.walk.Position;
import dev.cortex.achievement.walk.Walk;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;

/** {@link ScanStore} for one user, whose rests are over at once. */
final class FakeScanStore implements ScanStore {
    private final String login;
    private final String nodeId;
    private Walk walk;
    private long fence;
    private ScanStatus.State state = ScanStatus.State.COMPLETE;
    int requests;
    int points;

    FakeScanStore(String nodeId, String login, String rules) {
        this.nodeId = nodeId;
        this.login = login;
        this.walk = Walk.first(rules);
    }

    ScanStatus.State state() {
        return state;
    }

    Walk walk() {
        return walk;
    }

    @Override
    public Uni<Void> request(String node, String name) {
        return Uni.createFrom().voidItem().invoke(() -> state = ScanStatus.State.WAITING);
    }

    @Override
    public Uni<Optional<ScanStatus>> find(Login name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Uni<Optional<Claim>> claim() {
        return Uni.createFrom().item(() -> {
            if (state == ScanStatus.State.COMPLETE || state == ScanStatus.State.FAILED) {
                return Optional.empty();
            }
            state = ScanStatus.State.RUNNING;
            return Optional.of(new Claim(nodeId, login, ++fence, 0, walk));
        });
    }

    @Override
    public Uni<Boolean> begin(Claim claim, Walk begun) {
        return own(claim, () -> walk = begun);
    }

    @Override
    public Uni<Boolean> keep(Claim claim, Position position, int sent, int paid) {
        return own(claim, () -> {
            walk = walk.with(position);
            requests += sent;
            points += paid;
        });
    }

    @Override
    public Uni<Boolean> pause(Claim claim, Collection<Position> positions, Duration rest, String reason) {
        return own(claim, () -> {
            positions.forEach(position -> walk = walk.with(position));
            state = ScanStatus.State.PAUSED;
        });
    }

    @Override
    public Uni<Boolean> complete(Claim claim) {
        return own(claim, () -> state = ScanStatus.State.COMPLETE);
    }

    @Override
    public Uni<Boolean> fail(Claim claim, String reason) {
        return own(claim, () -> state = ScanStatus.State.FAILED);
    }

    private Uni<Boolean> own(Claim claim, Runnable change) {
        return Uni.createFrom().item(() -> {
            boolean mine = claim.fence() == fence && state == ScanStatus.State.RUNNING;
            if (mine) {
                change.run();
            }
            return mine;
        });
    }
}
