package dev.cortex.routing.statistics;

/**
 * Whether two win rates are the same, by an e-process: evidence against it, of which the expected value is at most 1 at
 * any time while they are the same. So (Ville 1939) it ever reaches {@code 1 / alpha} with probability alpha at most, and
 * one may look after every outcome and stop when one likes, which a fixed test punishes with false alarms.
 */
public abstract sealed class SequentialTest permits TwoSampleTest, PairedTest {
    private Tally control = new Tally(0, 0);
    private Tally candidate = new Tally(0, 0);
    private double logEvidence;
    private double logPeak;

    public final Tally control() {
        return control;
    }

    public final Tally candidate() {
        return candidate;
    }

    /** Logarithm of the evidence now. */
    public final double logEvidence() {
        return logEvidence;
    }

    /** The largest that it ever was; its inverse is a p-value that is valid at any time. */
    public final double logPeak() {
        return logPeak;
    }

    /** Win rate of the candidate minus that of the control. */
    public final double difference() {
        return candidate.rate() - control.rate();
    }

    /** Of the difference, for a sample that ends here. */
    public abstract Interval interval(double alpha);

    /** Of the difference, at all times at once: wider. */
    public abstract Interval alwaysValid(double alpha);

    final void countControl(boolean win) {
        control = control.plus(win);
    }

    final void countCandidate(boolean win) {
        candidate = candidate.plus(win);
    }

    /** @param logFactor by which the evidence grows, or shrinks */
    final void weigh(double logFactor) {
        logEvidence += logFactor;
        logPeak = Math.max(logPeak, logEvidence);
    }

    /** What one arm has done. */
    public record Tally(long count, long wins) {
        public double rate() {
            return count == 0 ? 0 : wins / (double) count;
        }

        Tally plus(boolean win) {
            return new Tally(count + 1, wins + (win ? 1 : 0));
        }

        public Interval wilson(double alpha) {
            return Proportions.wilson(wins, count, alpha);
        }
    }
}
