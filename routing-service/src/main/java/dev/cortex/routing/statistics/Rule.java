package dev.cortex.routing.statistics;

import java.util.Locale;

/**
 * When to stop: for a difference as soon as the evidence reaches {@code 1 / alpha}; for none when the interval that holds
 * at all times lies within the margin that does not matter, or the sample is used up. Never before the least sample.
 *
 * @param alpha probability of announcing a difference that is none, over all looks together
 * @param margin a difference of the win rates that does not matter
 * @param sampleMin judged tasks of each arm before anything is said
 * @param sampleMax judged tasks of both arms at most
 */
public record Rule(double alpha, double margin, long sampleMin, long sampleMax) {
    /** What to do. */
    public enum Verdict {
        CONTINUE,
        STOP_CANDIDATE_WINS,
        STOP_CONTROL_WINS,
        STOP_NO_DIFFERENCE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Rule {
        if (!(alpha > 0 && alpha < 1 && margin >= 0 && margin < 1 && sampleMin >= 1 && sampleMax >= sampleMin)) {
            throw new IllegalArgumentException("0 < alpha < 1, 0 <= margin < 1 and 1 <= sampleMin <= sampleMax");
        }
    }

    /** A verdict once given stands: ask after each outcome, or as seldom as you like, until it is not {@code CONTINUE}. */
    public Verdict look(SequentialTest test) {
        long least = Math.min(test.control().count(), test.candidate().count());
        if (least < sampleMin) {
            return Verdict.CONTINUE;
        }
        if (test.logPeak() >= -Math.log(alpha) && test.difference() != 0) {
            return test.difference() > 0 ? Verdict.STOP_CANDIDATE_WINS : Verdict.STOP_CONTROL_WINS;
        }
        boolean usedUp = Math.max(test.control().count(), test.candidate().count()) >= sampleMax;
        return usedUp || test.alwaysValid(alpha).within(margin) ? Verdict.STOP_NO_DIFFERENCE : Verdict.CONTINUE;
    }
}
