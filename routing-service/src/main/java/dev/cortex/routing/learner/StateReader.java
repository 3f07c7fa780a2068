package dev.cortex.routing.learner;

import java.util.ArrayList;
import java.util.List;

/** Gives back what was written to a {@link StateWriter}, in the same order. */
public interface StateReader {
    int integer();

    long number();

    double real();

    String text();

    int[] integers(int count);

    float[] reals(int count);

    default List<String> texts() {
        int count = integer();
        List<String> values = new ArrayList<>();
        for (int n = 0; n < count; n++) {
            values.add(text());
        }
        return values;
    }
}
