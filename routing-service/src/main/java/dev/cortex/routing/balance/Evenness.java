package dev.cortex.routing.balance;

/**
 * How evenly experts are to be used.
 *
 * @param window so many decisions make up the load
 * @param distance an expert is a choice while its probability is at most so far behind the favourite's, and no bias is
 *     larger; 0 switches the balance off
 * @param step by which a bias moves
 * @param tolerance a load this far above or below the mean, as a share of it, is even enough
 * @param sure a favourite with this probability is never passed over
 */
public record Evenness(int window, double distance, double step, double tolerance, double sure) {
    public Evenness {
        if (window < 1 || !(distance >= 0 && distance < 1 && step > 0 && tolerance >= 0 && sure > 0 && sure <= 1)) {
            throw new IllegalArgumentException(
                    "window >= 1, 0 <= distance < 1, step > 0, tolerance >= 0, 0 < sure <= 1");
        }
    }
}
