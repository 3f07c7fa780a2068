package dev.cortex.routing.statistics;

/** Intervals of shares and of their differences for a size of the sample that was fixed before. */
public final class Proportions {
    private Proportions() {}

    /** Wilson's score interval (Wilson 1927): honest for few and for extreme shares too, where the textbook's is not. */
    public static Interval wilson(long wins, long count, double alpha) {
        if (count == 0) {
            return new Interval(0, 1);
        }
        double z = -normalQuantile(alpha / 2);
        double share = wins / (double) count;
        double middle = share + z * z / (2 * count);
        double spread = z * Math.sqrt(share * (1 - share) / count + z * z / (4.0 * count * count));
        double scale = 1 + z * z / count;
        return new Interval(Math.max(0, (middle - spread) / scale), Math.min(1, (middle + spread) / scale));
    }

    /** Of the second share minus the first, of independent samples: both score intervals combined (Newcombe 1998, method 10). */
    public static Interval difference(long wins1, long count1, long wins2, long count2, double alpha) {
        if (count1 == 0 || count2 == 0) {
            return new Interval(-1, 1);
        }
        Interval one = wilson(wins1, count1, alpha);
        Interval two = wilson(wins2, count2, alpha);
        double share1 = wins1 / (double) count1;
        double share2 = wins2 / (double) count2;
        double difference = share2 - share1;
        return new Interval(
                difference - Math.hypot(share2 - two.low(), one.high() - share1),
                difference + Math.hypot(two.high() - share2, share1 - one.low()));
    }

    /**
     * Of the second share minus the first, of pairs (Agresti and Min 2005: half a pair is added to each of the four
     * outcomes).
     *
     * @param lost pairs that only the first won
     * @param won pairs that only the second won
     */
    public static Interval pairedDifference(long lost, long won, long pairs, double alpha) {
        double count = pairs + 2;
        double only1 = lost + 0.5;
        double only2 = won + 0.5;
        double difference = (only2 - only1) / count;
        double spread = -normalQuantile(alpha / 2)
                * Math.sqrt(Math.max(0, only1 + only2 - (only2 - only1) * (only2 - only1) / count))
                / count;
        return new Interval(Math.max(-1, difference - spread), Math.min(1, difference + spread));
    }

    /** Where the standard normal distribution has {@code share} below (Acklam's approximation, relative error 1e-9). */
    static double normalQuantile(double share) {
        if (share > 0.5) {
            return -normalQuantile(1 - share);
        }
        if (share < 0.02425) {
            double q = Math.sqrt(-2 * Math.log(share));
            return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838) * q
                                                            - 2.549732539343734)
                                                    * q
                                            + 4.374664141464968)
                                    * q
                            + 2.938163982698783)
                    / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996) * q
                                            + 3.754408661907416)
                                    * q
                            + 1);
        }
        double q = share - 0.5;
        double r = q * q;
        return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                                        + 1.383577518672690e+02)
                                                * r
                                        - 3.066479806614716e+01)
                                * r
                        + 2.506628277459239)
                * q
                / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
                                                        + 6.680131188771972e+01)
                                                * r
                                        - 1.328068155288572e+01)
                                * r
                        + 1);
    }
}
