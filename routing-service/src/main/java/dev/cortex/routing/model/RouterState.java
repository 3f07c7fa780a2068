package dev.cortex.routing.model;

import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;

/** All that a router is, written down and read back. */
public final class RouterState {
    /**
     * The version of what is written and of how a model learns: a state of another version is not read, because
     * replaying the log is always possible and right.
     */
    public static final int FORMAT = 6;

    private RouterState() {}

    static void write(Router router, StateWriter out) {
        out.number(router.epoch());
        router.roster.write(out);
        router.learner.write(out);
        router.calibration.write(out);
        router.reliability.write(out);
        router.drift.write(out);
        router.confidence.write(out);
        out.integer(router.lessons.length);
        out.integers(router.lessons, router.lessons.length);
    }

    static Router read(StateReader in, Thresholds thresholds, Limits limits) {
        Router router = new Router(thresholds, limits, in.number());
        router.roster.read(in);
        router.roster.all().forEach(router.vocabulary::put);
        router.learner.read(in);
        router.calibration.read(in);
        router.reliability.read(in);
        router.drift.read(in);
        router.confidence.read(in);
        router.lessons = in.integers(in.integer());
        return router;
    }
}
