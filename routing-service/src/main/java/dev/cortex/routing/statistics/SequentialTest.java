package dev.cortex.routing.statistics;

/**
 * Whether two win rates are the same, by an e-process: evidence against it, of which the expected value is at most 1 at
 * any time while they are the same. So (Ville 1939) it ever reaches {@code 1 / alpha} with probability alpha at most, and
 * one may look after every outcome and stop when one likes, which a fixed test punishes with false alarms.
 */
public sealed interface SequentialTest permits TwoSampleTest, PairedTest {
    Tally control();

    Tally candidate();

    /** Logarithm of the evidence now. */
    double logEvidence();

    /** The largest that it ever was; its inverse is a p-value that is valid at any time. */
    double logPeak();

    /** Win rate of the candidate minus that of the control. */
    default double difference() {
        return candidate().rate() - control().rate();
    }

    /** Of the difference, for a sample that ends here. */
    Interval interval(double alpha);

    /** Of the difference, at all times at once: wider. */
    Interval alwaysValid(double alpha);

    /** What one arm has done. */
    record Tally(long count, long wins) {
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
