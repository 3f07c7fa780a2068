package dev.cortex.routing.model;

import dev.cortex.routing.learner.Curves;
import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;

/**
 * How sure to be of the most probable expert. Its share among the experts says that it is better than the others; that
 * is much for a text that resembles nothing any of them ever did, because one of them has to be the best even then. So
 * the evidence itself counts too, and how far both can be trusted is learned from every judged task before it is
 * learned (progressive validation; Platt 1999, with a window):
 *
 * <pre>
 *   u = log(share / (1 - share)) + EVIDENCE * trust * experience * (total of the best - mean)   trust = n / (n + SLOW)
 *   confidence = 1 / (1 + exp(-(a * u + b)))                                             a = 1, b = 0 at first
 * </pre>
 *
 * <p>The evidence's part is fixed and not fitted: errors among what is known do not teach how the unknown looks, while
 * the totals of sentences that nobody should get are lower on every set of data looked at. The fit of a and b then makes
 * the number a probability: one Newton step an example on the logistic loss over about the last {@link #WINDOW}.
 */
final class Confidence {
    private static final double EVIDENCE = 2;
    private static final double SLOW = 100;
    private static final double WINDOW = 2_000;
    /** While a model still gets better by the day, only this share of its past tells how right it is. */
    private static final double FRESH = 1 / 3.0;

    private static final double WINDOW_MIN = 50;
    /** As good as so many examples that a = 1 and b = 0. */
    private static final double PRIOR = 5;

    private static final double SLOPE_MIN = 0.05;
    private static final double SLOPE_MAX = 3;
    private static final double OFFSET_MAX = 10;
    /** A fit that moved farther than this, in log-odds, changes answers enough to be published. */
    private static final double DRIFT = 0.25;

    private long judged;
    private double curvature = PRIOR;
    private double mixed;
    private double weight = PRIOR;
    private Curve fitted = new Curve(1, 0, 0, 0);
    private Curve published = fitted;

    /** The two lines of the formula. */
    private record Curve(double slope, double offset, double mean, double trust) {
        double signal(double share, double total, double experience) {
            return Curves.logOdds(share) + EVIDENCE * trust * experience * (total - mean);
        }

        double of(double signal) {
            return Curves.logistic(slope * signal + offset);
        }

        boolean isNear(Curve other) {
            return Math.abs(slope - other.slope) < DRIFT / 2 * other.slope
                    && Math.abs(offset - other.offset) < DRIFT
                    && Math.abs(mean - other.mean) < DRIFT;
        }
    }

    /**
     * The probability that the best expert is right.
     *
     * @param experience 0..1, of the best expert: what is unlike the few tasks it ever had may still be its own
     */
    double of(double share, double total, double experience) {
        return published.of(published.signal(share, total, experience));
    }

    /** Learns from a task whose answer became known. */
    void fit(double share, double total, double experience, boolean right) {
        double u = fitted.signal(share, total, experience);
        double p = fitted.of(u);
        double kept = 1 - 1 / Math.clamp(judged * FRESH, WINDOW_MIN, WINDOW);
        double certainty = p * (1 - p);
        curvature = Math.max(PRIOR, curvature * kept + certainty * u * u);
        mixed = mixed * kept + certainty * u;
        weight = Math.max(PRIOR, weight * kept + certainty);
        judged++;
        double mean = fitted.mean + Math.max(1 - kept, 1.0 / judged) * (total - fitted.mean);
        fitted = step(u, p - (right ? 1 : 0), mean);
    }

    private Curve step(double u, double error, double mean) {
        double slope = fitted.slope;
        double offset = fitted.offset;
        double determinant = curvature * weight - mixed * mixed;
        if (determinant > PRIOR) {
            slope -= error * (weight * u - mixed) / determinant;
            offset -= error * (curvature - mixed * u) / determinant;
        }
        return new Curve(
                Math.clamp(slope, SLOPE_MIN, SLOPE_MAX),
                Math.clamp(offset, -OFFSET_MAX, OFFSET_MAX),
                mean,
                judged / (judged + SLOW));
    }

    /** Lets decisions use the fit: always when they change anyway, else only when it moved far. */
    boolean publish(boolean changing) {
        boolean moved = !fitted.isNear(published);
        if (changing || moved) {
            published = fitted;
        }
        return moved;
    }

    void write(StateWriter out) {
        out.number(judged);
        out.real(curvature);
        out.real(mixed);
        out.real(weight);
        write(fitted, out);
        write(published, out);
    }

    void read(StateReader in) {
        judged = in.number();
        curvature = in.real();
        mixed = in.real();
        weight = in.real();
        fitted = new Curve(in.real(), in.real(), in.real(), in.real());
        published = new Curve(in.real(), in.real(), in.real(), in.real());
    }

    private static void write(Curve curve, StateWriter out) {
        out.real(curve.slope());
        out.real(curve.offset());
        out.real(curve.mean());
        out.real(curve.trust());
    }

    int hash() {
        return published.hashCode();
    }
}
