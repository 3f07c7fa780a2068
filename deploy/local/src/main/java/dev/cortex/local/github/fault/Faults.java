package dev.cortex.local.github.fault;

import dev.cortex.local.github.account.Seed;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The faults that wait to strike, in the order they were asked for. */
public final class Faults {
    /** The same requests in the same order meet the same faults. */
    private static final Seed CHANCE = Seed.of("faults");

    private final List<Waiting> waiting = new ArrayList<>();
    private long draws;
    private long struck;

    private static final class Waiting {
        private final Fault fault;
        private int left;

        Waiting(Fault fault) {
            this.fault = fault;
            this.left = fault.count() == null ? Integer.MAX_VALUE : fault.count();
        }
    }

    public synchronized void add(Fault fault) {
        waiting.add(new Waiting(fault));
    }

    /** The first fault of this stage that strikes the request; one with a count is used up by it. */
    public synchronized Optional<Fault> strike(Fault.Stage stage, Target target) {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting next = each.next();
            if (next.fault.kind().stage() == stage && target.isFor(next.fault) && drawn(next.fault)) {
                struck++;
                if (next.left != Integer.MAX_VALUE && --next.left == 0) {
                    each.remove();
                }
                return Optional.of(next.fault);
            }
        }
        return Optional.empty();
    }

    private boolean drawn(Fault fault) {
        return fault.probability() == null || CHANCE.with(draws++).chance(fault.probability());
    }

    public synchronized List<Fault> waiting() {
        return waiting.stream().map(each -> each.fault).toList();
    }

    public synchronized long struck() {
        return struck;
    }

    public synchronized void clear() {
        waiting.clear();
        draws = 0;
    }
}
