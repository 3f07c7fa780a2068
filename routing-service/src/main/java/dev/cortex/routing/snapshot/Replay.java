package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.Router;
import dev.cortex.routing.outcome.Lineage;
import dev.cortex.routing.space.LogEntry;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Grows one space's router from its part of the log: every change of experts, and of the judged tasks those that are in
 * the lineage of the place it grows to.
 */
final class Replay {
    private static final Logger LOG = Logger.getLogger(Replay.class);

    private final LongFunction<Router> blank;
    private final List<Lineage.Stretch> learned;
    private @Nullable Router router;
    private int entries;

    /**
     * @param start what the router was at the place where the replay starts; null at the space's beginning
     * @param blank the router of a space that was made at a place
     */
    Replay(@Nullable Router start, LongFunction<Router> blank, List<Lineage.Stretch> learned) {
        this.router = start;
        this.blank = blank;
        this.learned = learned;
    }

    void apply(LogEntry entry) {
        entries++;
        try {
            change(entry);
        } catch (RuntimeException poison) {
            // As the follower does, so that both skip the same.
            LOG.debugf(poison, "entry %d of the log can not be applied and is skipped", entry.seq());
        }
    }

    private void change(LogEntry entry) {
        Router present = router;
        if (present == null) {
            if (entry instanceof LogEntry.ExpertPut put) {
                router = blank.apply(put.seq());
                router.put(put.expert());
            }
            return;
        }
        switch (entry) {
            case LogEntry.ExpertPut put -> present.put(put.expert());
            case LogEntry.ExpertRetired retired -> present.retire(retired.expert());
            case LogEntry.SpaceDeleted deleted -> router = null;
            case LogEntry.TaskJudged judged -> learn(present, judged);
            case LogEntry.ThresholdsSet set -> present.renumber(LogEntry.epoch(set.seq()));
            case LogEntry.RolledBack back -> turn(present, back);
        }
    }

    private void learn(Router present, LogEntry.TaskJudged judged) {
        if (learned.stream().anyMatch(stretch -> judged.seq() > stretch.after() && judged.seq() <= stretch.to())) {
            present.learn(judged.judgement());
        }
    }

    /** A rollback that is not in the lineage was itself rolled back. */
    private void turn(Router present, LogEntry.RolledBack back) {
        if (learned.stream().anyMatch(stretch -> back.seq() == stretch.after())) {
            present.renumber(LogEntry.epoch(back.seq()));
        }
    }

    /** Empty when the space had not been made by then. */
    Optional<Router> router() {
        return Optional.ofNullable(router);
    }

    int entries() {
        return entries;
    }
}
