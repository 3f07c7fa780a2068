package dev.cortex.routing.learner;

/**
 * The exponential and its kin, made of additions and multiplications alone: the same to the last bit on every machine,
 * as replicas must be, at a tenth of what {@link StrictMath#exp} costs where a decision needs one a class.
 */
public final class Curves {
    private static final double LARGEST = 700;
    private static final double LOG2_E = 1.4426950408889634;
    private static final double LN2_HIGH = 0.6931471803691238;
    private static final double LN2_LOW = 1.9082149292705877e-10;
    /** A probability is kept this far from 0 and 1 before it is turned into log-odds. */
    private static final double CERTAINTY = 1e-6;

    private Curves() {}

    /** e to the {@code x}, to nine digits: 2^k times a polynomial of what is left, which is at most half of ln 2. */
    public static double exp(double x) {
        double bounded = Math.clamp(x, -LARGEST, LARGEST);
        long k = (long) Math.floor(bounded * LOG2_E + 0.5);
        double r = bounded - k * LN2_HIGH - k * LN2_LOW;
        double tail = 1 / 120.0 + r * (1 / 720.0 + r * (1 / 5040.0 + r * (1 / 40320.0)));
        double sum = 1 + r * (1 + r * (0.5 + r * (1 / 6.0 + r * (1 / 24.0 + r * tail))));
        return sum * Double.longBitsToDouble((k + 1023) << 52);
    }

    public static double logistic(double x) {
        return 1 / (1 + exp(-x));
    }

    /** {@code x} where it is small, and never more than {@code most} nor less than its opposite: a scaled tanh. */
    public static double bounded(double x, double most) {
        return most * (2 * logistic(2 * x / most) - 1);
    }

    public static double logOdds(double probability) {
        double inside = Math.clamp(probability, CERTAINTY, 1 - CERTAINTY);
        return StrictMath.log(inside / (1 - inside));
    }
}
