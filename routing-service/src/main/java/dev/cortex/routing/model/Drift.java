package dev.cortex.routing.model;

import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;

/**
 * Notices that the router has begun to be wrong more often than it was: the Page-Hinkley test (Page 1954) on the
 * errors of progressive validation.
 *
 * <pre>
 *   sum += error - mean of all errors so far - TOLERANCE       alarm when sum - smallest sum so far > THRESHOLD
 * </pre>
 *
 * <p>With these constants a router that is wrong in one of ten raises a false alarm about once in 10,000 examples, and
 * one that is suddenly always wrong raises it after some 25.
 */
final class Drift {
    private static final double TOLERANCE = 0.02;
    private static final double THRESHOLD = 20;

    private long count;
    private double mean;
    private double sum;
    private double smallest;
    private long alarms;

    /** @return whether this error, or this success, raises the alarm; it starts anew then */
    boolean add(boolean wrong) {
        double error = wrong ? 1 : 0;
        count++;
        mean += (error - mean) / count;
        sum += error - mean - TOLERANCE;
        smallest = Math.min(smallest, sum);
        boolean alarm = sum - smallest > THRESHOLD;
        if (alarm) {
            alarms++;
            count = 0;
            mean = 0;
            sum = 0;
            smallest = 0;
        }
        return alarm;
    }

    /** Errors have risen half as much as raises an alarm. */
    boolean warns() {
        return sum - smallest > THRESHOLD / 2;
    }

    long alarms() {
        return alarms;
    }

    void write(StateWriter out) {
        out.number(count);
        out.real(mean);
        out.real(sum);
        out.real(smallest);
        out.number(alarms);
    }

    void read(StateReader in) {
        count = in.number();
        mean = in.real();
        sum = in.real();
        smallest = in.real();
        alarms = in.number();
    }
}
