package dev.cortex.routing.statistics;

/**
 * An interval for a share that holds at all times at once, however often one looks and whenever one stops: the
 * beta-binomial mixture of Robbins (1970; Howard, Ramdas, McAuliffe, Sekhon 2021).
 *
 * <pre>
 *   M(p) = mixture likelihood / likelihood at p       is a martingale of mean 1 when p is true
 *   the interval holds every p with M(p) at most 1 / alpha: by Ville's inequality the true one leaves it with probability alpha
 * </pre>
 */
final class ConfidenceSequence {
    private static final int HALVINGS = 50;

    private long count;
    private long wins;
    private double logMixture;

    /** The mixture's likelihood grows by what it predicts: (wins + 1/2) / (count + 1), as Krichevsky and Trofimov. */
    void add(boolean win) {
        double predicted = (wins + 0.5) / (count + 1);
        logMixture += Math.log(win ? predicted : 1 - predicted);
        count++;
        wins += win ? 1 : 0;
    }

    Interval at(double alpha) {
        if (count == 0) {
            return new Interval(0, 1);
        }
        double share = wins / (double) count;
        double limit = -Math.log(alpha);
        return new Interval(edge(share, 0, limit), edge(share, 1, limit));
    }

    /** Between the observed share, which is always held, and an end of the scale. */
    private double edge(double inside, double outside, double limit) {
        if (logMixture - logLikelihood(outside) <= limit) {
            return outside;
        }
        double in = inside;
        double out = outside;
        for (int step = 0; step < HALVINGS; step++) {
            double middle = (in + out) / 2;
            if (logMixture - logLikelihood(middle) <= limit) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return out;
    }

    private double logLikelihood(double share) {
        double won = wins == 0 ? 0 : wins * Math.log(share);
        double lost = wins == count ? 0 : (count - wins) * Math.log(1 - share);
        return won + lost;
    }
}
