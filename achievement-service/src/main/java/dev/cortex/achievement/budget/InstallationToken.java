package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The token of one installation, renewed before it expires. Whoever asks while it is renewed waits for the same one; one that
 * failed is not kept.
 */
final class InstallationToken {
    /** Longer than a request may take, so that none is under way with a token that expires. */
    private static final Duration RENEWED_BEFORE = Duration.ofMinutes(5);

    private final Supplier<Uni<Issued>> issue;
    private final Clock clock;
    private final AtomicReference<State> state = new AtomicReference<>(State.NONE);

    /** What GitHub gave; installation tokens last an hour. */
    record Issued(Token token, Instant expiresAt) {}

    /** @param until when it is given out; far away while it is being issued, so that it is waited for, not asked for again */
    private record State(Uni<Issued> issued, Instant until) {
        private static final State NONE = new State(Uni.createFrom().nothing(), Instant.MIN);
    }

    InstallationToken(Supplier<Uni<Issued>> issue, Clock clock) {
        this.issue = issue;
        this.clock = clock;
    }

    Uni<Token> token() {
        return Uni.createFrom().deferred(() -> {
            State before = Objects.requireNonNull(state.get());
            if (clock.instant().isBefore(before.until())) {
                return before.issued().map(Issued::token);
            }
            State next =
                    new State(Uni.createFrom().deferred(issue::get).memoize().indefinitely(), Instant.MAX);
            // Who comes second in the same moment takes the first one's.
            return state.compareAndSet(before, next) ? issued(next) : token();
        });
    }

    private Uni<Token> issued(State next) {
        return next.issued()
                .invoke(issued -> state.compareAndSet(
                        next, new State(next.issued(), issued.expiresAt().minus(RENEWED_BEFORE))))
                .onFailure()
                .invoke(() -> state.compareAndSet(next, State.NONE))
                .map(Issued::token);
    }
}
