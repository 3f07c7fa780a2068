package dev.cortex.achievement.progress;

import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.observation.Snapshot;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** {@link ProgressCache} in a map, shared by as many readers as a test has replicas. */
final class FakeProgressCache implements ProgressCache {
    private final Clock clock;
    private final Map<Login, Entry> entries = new ConcurrentHashMap<>();
    private final Map<Login, Taken> permits = new ConcurrentHashMap<>();

    FakeProgressCache(Clock clock) {
        this.clock = clock;
    }

    private final Map<Login, Instant> outdated = new ConcurrentHashMap<>();

    private record Entry(
            Optional<Cached.Kept> kept, Optional<GitHubFailure> failed, Instant failedUntil, Instant expires) {}

    private record Taken(String token, Instant until) {}

    @Override
    public Uni<Cached> find(Login login) {
        return Uni.createFrom().item(() -> {
            Instant now = clock.instant();
            return Optional.ofNullable(entries.get(login))
                    .filter(entry -> now.isBefore(entry.expires()))
                    .map(entry ->
                            new Cached(entry.kept(), entry.failed().filter(_ -> now.isBefore(entry.failedUntil()))))
                    .orElse(Cached.NOTHING);
        });
    }

    @Override
    public Uni<Void> keep(Login login, Snapshot snapshot, Instant freshUntil, Duration keepFor) {
        return run(() -> entries.compute(login, (_, before) -> {
            boolean late = !outdated.getOrDefault(login, Instant.MIN).isBefore(snapshot.fetchedAt());
            boolean newer = before != null
                    && before.kept()
                            .filter(kept -> newer(kept.snapshot(), snapshot))
                            .isPresent();
            return late || newer
                    ? before
                    : new Entry(
                            Optional.of(new Cached.Kept(snapshot, freshUntil)),
                            Optional.empty(),
                            Instant.EPOCH,
                            clock.instant().plus(keepFor));
        }));
    }

    @Override
    public Uni<Void> renew(Login login, Snapshot moved) {
        return run(() -> entries.computeIfPresent(login, (_, entry) -> entry.kept()
                .filter(kept -> !newer(kept.snapshot(), moved))
                .map(kept -> new Entry(
                        kept.snapshot().fetchedAt().equals(moved.fetchedAt())
                                ? Optional.of(new Cached.Kept(moved, kept.freshUntil()))
                                : Optional.empty(),
                        entry.failed(),
                        entry.failedUntil(),
                        entry.expires()))
                .orElse(entry)));
    }

    private static boolean newer(Snapshot one, Snapshot other) {
        return one.fetchedAt().isAfter(other.fetchedAt())
                || one.fetchedAt().equals(other.fetchedAt()) && one.changedAt().isAfter(other.changedAt());
    }

    @Override
    public Uni<Void> confirm(Login login, Instant fetchedAt, Instant validatedAt) {
        return run(() -> entries.computeIfPresent(
                login,
                (_, entry) -> new Entry(
                        entry.kept()
                                .map(kept -> kept.snapshot().fetchedAt().equals(fetchedAt)
                                        ? new Cached.Kept(kept.snapshot(), kept.freshUntil(), Optional.of(validatedAt))
                                        : kept),
                        entry.failed(),
                        entry.failedUntil(),
                        entry.expires())));
    }

    @Override
    public Uni<Void> keepFailure(Login login, GitHubFailure failure, Duration keepFor) {
        Instant until = clock.instant().plus(keepFor);
        return run(() -> entries.compute(
                login,
                (_, before) -> new Entry(
                        before == null ? Optional.empty() : before.kept(),
                        Optional.of(failure),
                        until,
                        before == null || before.expires().isBefore(until) ? until : before.expires())));
    }

    @Override
    public Uni<Void> forget(Login login, Instant until, Duration remembered) {
        return run(() -> {
            outdated.merge(login, until, (then, now) -> now.isAfter(then) ? now : then);
            entries.computeIfPresent(
                    login,
                    (_, entry) -> entry.kept()
                                    .filter(kept -> !kept.snapshot().fetchedAt().isAfter(until))
                                    .isPresent()
                            ? null
                            : entry);
        });
    }

    @Override
    public Uni<Optional<Permit>> permit(Login login, Duration lease) {
        return Uni.createFrom().item(() -> {
            Instant now = clock.instant();
            Taken mine = new Taken(UUID.randomUUID().toString(), now.plus(lease));
            Taken holder =
                    permits.compute(login, (_, taken) -> taken != null && now.isBefore(taken.until()) ? taken : mine);
            return holder.equals(mine) ? Optional.of(new Permit(mine.token(), true)) : Optional.<Permit>empty();
        });
    }

    @Override
    public Uni<Void> release(Login login, Permit permit) {
        return run(() ->
                permits.computeIfPresent(login, (_, taken) -> taken.token().equals(permit.token()) ? null : taken));
    }

    private static Uni<Void> run(Runnable effect) {
        return Uni.createFrom().voidItem().invoke(effect);
    }
}
