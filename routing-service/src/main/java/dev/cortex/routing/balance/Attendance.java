package dev.cortex.routing.balance;

import java.util.Collection;
import java.util.Set;

/**
 * Which experts have no workers. Workers say whom they serve; an expert is away when others were served for a whole
 * {@code patience} and it was not. Where nothing is heard of anybody, nobody is away: a signal that is lost says nothing.
 *
 * <p>Written by one thread, read by many.
 */
public final class Attendance {
    /** What a worker says that serves every expert. */
    public static final String ALL = "*";

    private static final long NEVER = Long.MIN_VALUE;

    private final long patienceNanos;
    private long heardSince = NEVER;
    private volatile Set<String> served = Set.of(ALL);

    public Attendance(long patienceNanos) {
        this.patienceNanos = patienceNanos;
    }

    /**
     * @param said everyone who was served at some time in the last {@code patience}; empty when nothing was heard
     * @param nowNanos on a clock that only goes forward
     */
    public void hear(Collection<String> said, long nowNanos) {
        if (said.isEmpty()) {
            heardSince = NEVER;
        } else if (heardSince == NEVER) {
            heardSince = nowNanos;
        }
        boolean longEnough = heardSince != NEVER && nowNanos - heardSince >= patienceNanos;
        served = longEnough ? Set.copyOf(said) : Set.of(ALL);
    }

    public boolean isAway(String expert) {
        Set<String> now = served;
        return !now.contains(ALL) && !now.contains(expert);
    }
}
