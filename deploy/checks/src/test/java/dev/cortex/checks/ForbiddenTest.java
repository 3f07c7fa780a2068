package dev.cortex.checks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** A rule that catches nothing passes always: each is shown what it must catch, and what it must let pass. */
class ForbiddenTest {
    static final class Awaits {
        String wait(Uni<String> uni) {
            return uni.await().indefinitely();
        }
    }

    static final class Joins {
        String join(CompletableFuture<String> future) {
            return future.join();
        }
    }

    static final class Latched {
        void latch(CountDownLatch latch) throws InterruptedException {
            latch.await();
        }
    }

    static final class Composes {
        Uni<Integer> compose(Uni<String> uni) {
            return uni.map(String::length);
        }
    }

    static final class ReadsTheClock {
        Instant now() {
            return Instant.now();
        }
    }

    static final class Guesses {
        int guess() {
            return ThreadLocalRandom.current().nextInt();
        }
    }

    static final class Unseeded {
        Random random() {
            return new Random();
        }
    }

    static final class Seeded {
        Random random(long seed) {
            return new Random(seed);
        }
    }

    private static boolean catches(ArchRule rule, Class<?> type) {
        JavaClasses classes = new ClassFileImporter().importClasses(type);
        return rule.evaluate(classes).hasViolation();
    }

    @Test
    void waitingIsCaught() {
        ArchRule rule = noClasses().should().callMethodWhere(Forbidden.waiting());
        assertTrue(catches(rule, Awaits.class));
        assertTrue(catches(rule, Joins.class));
        assertTrue(catches(rule, Latched.class));
        assertFalse(catches(rule, Composes.class));
    }

    @Test
    void clockAndChanceAreCaught() {
        ArchRule rule = noClasses()
                .should()
                .callMethodWhere(Forbidden.clockOrChance())
                .orShould()
                .callConstructorWhere(Forbidden.unseeded());
        assertTrue(catches(rule, ReadsTheClock.class));
        assertTrue(catches(rule, Guesses.class));
        assertTrue(catches(rule, Unseeded.class));
        assertFalse(catches(rule, Seeded.class));
    }
}
