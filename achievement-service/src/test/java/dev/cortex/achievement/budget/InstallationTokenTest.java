package dev.cortex.achievement.budget;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.achievement.TestingClock;
import dev.cortex.achievement.budget.InstallationToken.Issued;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InstallationTokenTest {
    private final TestingClock clock = new TestingClock();
    private final AtomicInteger asked = new AtomicInteger();
    private CompletableFuture<Void> gate = CompletableFuture.completedFuture(null);
    private final InstallationToken token = new InstallationToken(this::issue, clock);

    @Test
    void keepsATokenUntilShortlyBeforeItExpires() {
        assertEquals(new Token("t1"), token());
        clock.advance(Duration.ofMinutes(54));
        assertEquals(new Token("t1"), token());
        clock.advance(Duration.ofMinutes(1));
        assertEquals(new Token("t2"), token());
    }

    @Test
    void asksOnceForAllWhoWait() {
        gate = new CompletableFuture<>();
        CompletableFuture<Token> here = token.token().subscribeAsCompletionStage();
        CompletableFuture<Token> there = token.token().subscribeAsCompletionStage();
        gate.complete(null);
        assertEquals(here.join(), there.join());
        assertEquals(1, asked.get());
    }

    @Test
    void triesAgainAfterAFailure() {
        gate = CompletableFuture.failedFuture(new IllegalStateException("down"));
        assertThrows(IllegalStateException.class, this::token);
        gate = CompletableFuture.completedFuture(null);
        assertEquals(new Token("t2"), token());
    }

    private Uni<Issued> issue() {
        int number = asked.incrementAndGet();
        return Uni.createFrom()
                .completionStage(gate)
                .map(_ -> new Issued(new Token("t" + number), clock.instant().plus(Duration.ofHours(1))));
    }

    private Token token() {
        return token.token().await().atMost(Duration.ofSeconds(30));
    }
}
