package dev.cortex.routing.learner;

import java.util.List;

/** Where a model writes down all that it is, so that {@link StateReader} gives an equal one back. */
public interface StateWriter {
    void integer(int value);

    void number(long value);

    void real(double value);

    void text(String value);

    void integers(int[] values, int count);

    void reals(float[] values, int count);

    default void texts(List<String> values) {
        integer(values.size());
        values.forEach(this::text);
    }
}
