package dev.cortex.achievement.progress;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub;
import dev.cortex.achievement.github.GitHubException;
import dev.cortex.achievement.github.GitHubFailure;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A GitHub that counts who asks and answers as it is told. */
final class FakeGitHub implements GitHub {
    final AtomicInteger requests = new AtomicInteger();
    private volatile Optional<GitHubFailure> failure = Optional.empty();
    private volatile CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private volatile long merged = 40;

    void fail(GitHubFailure with) {
        failure = Optional.of(with);
    }

    void recover() {
        failure = Optional.empty();
    }

    void merged(long count) {
        merged = count;
    }

    private volatile Optional<Long> next = Optional.empty();
    private volatile Runnable beforeAnswer = () -> {};

    /** So many there are after the next answer. */
    void mergedAfterAnswering(long count) {
        next = Optional.of(count);
    }

    void beforeEachAnswer(Runnable happening) {
        beforeAnswer = happening;
    }

    /** From now on requests wait until the result is completed. */
    CompletableFuture<Void> hold() {
        gate = new CompletableFuture<>();
        return gate;
    }

    @Override
    public Uni<Facts> facts(Login login, Urgency urgency) {
        return Uni.createFrom().deferred(() -> {
            requests.incrementAndGet();
            return Uni.createFrom().completionStage(gate).map(_ -> answer(login));
        });
    }

    @Override
    public Uni<Roll> facts(List<Login> logins, Urgency urgency) {
        return Uni.createFrom().item(() -> {
            requests.incrementAndGet();
            Map<Login, Sighting> sightings = new HashMap<>();
            logins.forEach(login -> sightings.put(
                    login,
                    failure.<Sighting>map(Sighting.Missed::new).orElseGet(() -> new Sighting.Seen(answer(login)))));
            return new Roll(sightings, 1, 1);
        });
    }

    @Override
    public double pointsAUser() {
        return 0.07;
    }

    private Facts answer(Login login) {
        failure.ifPresent(with -> {
            throw new GitHubException(with);
        });
        beforeAnswer.run();
        long now = merged;
        next.ifPresent(count -> merged = count);
        return new Facts(
                "U_" + login.key(),
                login.value(),
                Optional.empty(),
                Optional.empty(),
                Map.of("pull_shark", Finding.of(Count.exactly(now))));
    }
}
