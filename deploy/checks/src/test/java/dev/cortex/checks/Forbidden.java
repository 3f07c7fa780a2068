package dev.cortex.checks;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import java.util.Map;
import java.util.Set;

/** Calls that some code must not make. */
final class Forbidden {
    private static final Set<String> ANY = Set.of("*");

    private static final Map<String, Set<String>> WAITING = Map.ofEntries(
            Map.entry("io.smallrye.mutiny.groups.UniAwait", ANY),
            Map.entry("io.smallrye.mutiny.groups.UniAwaitOptional", ANY),
            Map.entry("io.smallrye.mutiny.groups.MultiSubscribe", Set.of("asIterable", "asStream")),
            Map.entry("java.util.concurrent.CompletableFuture", Set.of("get", "join")),
            Map.entry("java.util.concurrent.Future", Set.of("get", "resultNow")),
            Map.entry("java.util.concurrent.CountDownLatch", Set.of("await")),
            Map.entry("java.util.concurrent.Semaphore", Set.of("acquire", "acquireUninterruptibly")),
            Map.entry("java.util.concurrent.BlockingQueue", Set.of("take", "put")),
            Map.entry("java.util.concurrent.locks.Condition", Set.of("await", "awaitUninterruptibly")),
            Map.entry("java.lang.Object", Set.of("wait")),
            Map.entry("java.lang.Thread", Set.of("sleep", "join")));

    private static final Map<String, Set<String>> CLOCK_OR_CHANCE = Map.of(
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis", "getenv", "getProperty"),
            "java.lang.Math", Set.of("random"),
            "java.util.UUID", Set.of("randomUUID"),
            "java.util.concurrent.ThreadLocalRandom", ANY,
            "java.util.Collections", Set.of("shuffle"));

    private static final Set<String> GENERATORS =
            Set.of("java.util.Random", "java.util.SplittableRandom", "java.security.SecureRandom");

    private Forbidden() {}

    static DescribedPredicate<JavaMethodCall> waiting() {
        return calls("wait for something", WAITING);
    }

    static DescribedPredicate<JavaMethodCall> clockOrChance() {
        return calls("ask for time or chance", CLOCK_OR_CHANCE);
    }

    /** A generator with a seed that was passed in is an argument like any other. */
    static DescribedPredicate<JavaConstructorCall> unseeded() {
        return DescribedPredicate.describe(
                "make an unseeded generator",
                call -> GENERATORS.contains(call.getTargetOwner().getName())
                        && call.getTarget().getRawParameterTypes().isEmpty());
    }

    private static DescribedPredicate<JavaMethodCall> calls(String what, Map<String, Set<String>> methods) {
        return DescribedPredicate.describe(what, call -> {
            Set<String> names = methods.getOrDefault(call.getTargetOwner().getName(), Set.of());
            return names.equals(ANY) || names.contains(call.getName());
        });
    }
}
