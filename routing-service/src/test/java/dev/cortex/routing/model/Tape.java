package dev.cortex.routing.model;

import dev.cortex.routing.learner.StateReader;
import dev.cortex.routing.learner.StateWriter;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** A state written down in memory, to be read back once. */
final class Tape implements StateWriter, StateReader {
    private final Deque<Object> values = new ArrayDeque<>();

    @Override
    public void integer(int value) {
        values.add(value);
    }

    @Override
    public void number(long value) {
        values.add(value);
    }

    @Override
    public void real(double value) {
        values.add(value);
    }

    @Override
    public void text(String value) {
        values.add(value);
    }

    @Override
    public void integers(int[] numbers, int count) {
        values.add(Arrays.copyOf(numbers, count));
    }

    @Override
    public void reals(float[] numbers, int count) {
        values.add(Arrays.copyOf(numbers, count));
    }

    @Override
    public int integer() {
        return (int) values.remove();
    }

    @Override
    public long number() {
        return (long) values.remove();
    }

    @Override
    public double real() {
        return (double) values.remove();
    }

    @Override
    public String text() {
        return (String) values.remove();
    }

    @Override
    public int[] integers(int count) {
        return (int[]) values.remove();
    }

    @Override
    public float[] reals(int count) {
        return (float[]) values.remove();
    }
}
