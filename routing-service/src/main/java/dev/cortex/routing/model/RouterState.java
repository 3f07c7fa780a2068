package dev.cortex.routing.model;

/** All that a router is, written down and read back. */
public final class RouterState {
    /**
     * The version of what is written and of how a model learns: a state of another version is not read, because
     * replaying the log is always possible and right.
     */
    public static final int FORMAT = 2;

    private RouterState() {}

    static void write(Router router, StateWriter out) {
        out.number(router.epoch());
        router.roster.write(out);
        router.learner.write(out);
        router.calibration.write(out);
        router.reliability.write(out);
        router.drift.write(out);
        out.integer(router.lessons.size());
        router.lessons.forEach((number, count) -> {
            out.integer(number);
            out.integer(count);
        });
    }

    static Router read(StateReader in, Thresholds thresholds, Limits limits) {
        Router router = new Router(thresholds, limits, in.number());
        router.roster.read(in);
        router.roster.all().forEach(router.vocabulary::put);
        router.learner.read(in);
        router.calibration.read(in);
        router.reliability.read(in);
        router.drift.read(in);
        int count = in.integer();
        for (int n = 0; n < count; n++) {
            router.lessons.put(in.integer(), in.integer());
        }
        return router;
    }
}
