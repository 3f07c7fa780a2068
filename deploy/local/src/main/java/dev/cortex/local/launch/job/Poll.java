package dev.cortex.local.launch.job;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Asks again until the answer is the awaited one, within a bound. */
final class Poll {
    private static final Duration EVERY = Duration.ofMillis(50);

    private Poll() {}

    interface Question<T> {
        T ask() throws StepFailure, InterruptedException;
    }

    /** @return the last answer, which is not the awaited one when the time is over */
    static <T> T until(Predicate<T> awaited, Duration atMost, Question<T> question)
            throws StepFailure, InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T answer = question.ask();
            if (awaited.test(answer) || System.nanoTime() > deadline) {
                return answer;
            }
            LockSupport.parkNanos(EVERY.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
