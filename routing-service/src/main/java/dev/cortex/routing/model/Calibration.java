package dev.cortex.routing.model;

import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;

/**
 * Makes confidence mean something: the learned scores are scaled by one number, fitted online so that the probability
 * given to the right expert before it was known is as likely as can be (temperature scaling: Guo et al. 2017, here by
 * one gradient step an example; the scale is 1 / temperature).
 *
 * <p>It starts below 1: what a handful of outcomes taught is not to be trusted in full.
 */
final class Calibration {
    private static final double SCALE_AT_FIRST = 0.5;
    private static final double SCALE_MIN = 0.1;
    private static final double SCALE_MAX = 4;
    private static final double RATE = 0.3;
    private static final double DAMPING = 25;
    /** A drift of the fit beyond this share changes answers enough to be published. */
    private static final double DRIFT = 0.03;

    private double fitted = SCALE_AT_FIRST;
    private double published = SCALE_AT_FIRST;
    private double squares;

    /** What decisions use. */
    double scale() {
        return published;
    }

    /**
     * @param slope of the loss by the scale: the expected learned score minus that of the right expert
     */
    void fit(double slope) {
        squares += slope * slope;
        fitted = Math.clamp(fitted - RATE * slope / Math.sqrt(squares + DAMPING), SCALE_MIN, SCALE_MAX);
    }

    void write(StateWriter out) {
        out.real(fitted);
        out.real(published);
        out.real(squares);
    }

    void read(StateReader in) {
        fitted = in.real();
        published = in.real();
        squares = in.real();
    }

    /** Lets decisions use the fit: always when they change anyway, else only when it moved far. */
    boolean publish(boolean changing) {
        boolean moved = Math.abs(fitted - published) > DRIFT * published;
        if (changing || moved) {
            published = fitted;
        }
        return moved;
    }
}
