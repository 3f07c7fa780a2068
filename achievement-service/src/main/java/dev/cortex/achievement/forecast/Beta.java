package dev.cortex.achievement.forecast;

/**
 * The regularised incomplete beta function I_x(a, b) and its inverse in x.
 *
 * <p>The continued fraction of DLMF 8.17.22, evaluated by Lentz's method, on the side where it converges fast; the inverse
 * by bisection, because it never fails. Own code, as a library for it would be the pure rooms' only one.
 */
final class Beta {
    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-14;
    private static final int TERMS_MAX = 20_000;
    private static final int HALVINGS = 200;

    private Beta() {}

    static double regularized(double x, double a, double b) {
        if (x <= 0) {
            return 0;
        }
        if (x >= 1) {
            return 1;
        }
        if (x > (a + 1) / (a + b + 2)) {
            return 1 - regularized(1 - x, b, a);
        }
        double front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) + logGamma(a + b) - logGamma(a) - logGamma(b));
        return front * fraction(x, a, b) / a;
    }

    /** The x at which {@link #regularized} is p. */
    static double inverse(double p, double a, double b) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < HALVINGS && high - low > Math.ulp(low); i++) {
            double middle = (low + high) / 2;
            if (regularized(middle, a, b) < p) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double h = d;
        for (int m = 1; m <= TERMS_MAX; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            h *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            double change = d * c;
            h *= change;
            if (Math.abs(change - 1) < PRECISION) {
                break;
            }
        }
        return h;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (DLMF 5.11.1), after shifting the argument to where its first terms are exact to the double. */
    static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < 12) {
            product *= shifted;
            shifted++;
        }
        double inverse = 1 / shifted;
        double square = inverse * inverse;
        double series = inverse
                * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188))));
        return (shifted - 0.5) * Math.log(shifted) - shifted + 0.5 * Math.log(2 * Math.PI) + series - Math.log(product);
    }
}
