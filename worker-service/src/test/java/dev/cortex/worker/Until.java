package dev.cortex.worker;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks at something again and again until it is as expected. */
public final class Until {
    private static final Duration PAUSE = Duration.ofMillis(20);

    private Until() {}

    private static Object told(Object seen) {
        return seen instanceof JsonPath json ? json.prettify() : seen;
    }

    /** @return the first value that fits; fails with the last one seen when none does in time */
    public static <T> T holds(Duration patience, Supplier<T> look, Predicate<T> fits) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        T seen = look.get();
        while (!fits.test(seen)) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new AssertionError("not within " + patience + "; last seen: " + told(seen));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            seen = look.get();
        }
        return seen;
    }
}
