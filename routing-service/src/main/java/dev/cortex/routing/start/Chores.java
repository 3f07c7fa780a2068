package dev.cortex.routing.start;

import dev.cortex.routing.decision.DecisionRetention;
import dev.cortex.routing.outcome.Follower;
import dev.cortex.routing.snapshot.Snapshots;
import dev.cortex.routing.workforce.RedisAttendance;
import jakarta.enterprise.context.ApplicationScoped;

/** What is done again and again while the service runs. */
@ApplicationScoped
class Chores {
    private final Follower follower;
    private final ExpertSet experts;
    private final DecisionRetention retention;
    private final Snapshots snapshots;
    private final RedisAttendance attendance;

    Chores(
            Follower follower,
            ExpertSet experts,
            DecisionRetention retention,
            Snapshots snapshots,
            RedisAttendance attendance) {
        this.follower = follower;
        this.experts = experts;
        this.retention = retention;
        this.snapshots = snapshots;
        this.attendance = attendance;
    }

    void begin() {
        follower.poll();
        experts.assertRegularly();
        retention.forgetRegularly();
        snapshots.takeRegularly();
        attendance.listenRegularly();
    }
}
