package dev.cortex.routing.snapshot;

import dev.cortex.routing.model.StateReader;
import dev.cortex.routing.model.StateWriter;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/** A model's state as compressed bytes, big-endian, in the order it is written. */
final class StateBytes {
    private StateBytes() {}

    static byte[] write(Consumer<StateWriter> state) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new DeflaterOutputStream(bytes, deflater), 1 << 16))) {
            state.accept(new Writer(out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    static <T> T read(byte[] bytes, Function<StateReader, T> state) {
        try (DataInputStream in = new DataInputStream(
                new BufferedInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)), 1 << 16))) {
            return state.apply(new Reader(in));
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot can not be read", e);
        }
    }

    @FunctionalInterface
    private interface Action {
        void run() throws IOException;
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IOException;
    }

    private static void unchecked(Action action) {
        try {
            action.run();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T asked(Question<T> question) {
        try {
            return question.ask();
        } catch (IOException e) {
            throw new UncheckedIOException("a snapshot can not be read", e);
        }
    }

    private record Writer(DataOutputStream out) implements StateWriter {
        @Override
        public void integer(int value) {
            unchecked(() -> out.writeInt(value));
        }

        @Override
        public void number(long value) {
            unchecked(() -> out.writeLong(value));
        }

        @Override
        public void real(double value) {
            unchecked(() -> out.writeDouble(value));
        }

        @Override
        public void text(String value) {
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            integer(bytes.length);
            unchecked(() -> out.write(bytes));
        }

        @Override
        public void integers(int[] values, int count) {
            for (int at = 0; at < count; at++) {
                integer(values[at]);
            }
        }

        @Override
        public void reals(float[] values, int count) {
            for (int at = 0; at < count; at++) {
                float value = values[at];
                unchecked(() -> out.writeFloat(value));
            }
        }
    }

    private record Reader(DataInputStream in) implements StateReader {
        @Override
        public int integer() {
            return asked(in::readInt);
        }

        @Override
        public long number() {
            return asked(in::readLong);
        }

        @Override
        public double real() {
            return asked(in::readDouble);
        }

        @Override
        public String text() {
            byte[] bytes = new byte[integer()];
            unchecked(() -> in.readFully(bytes));
            return new String(bytes, StandardCharsets.UTF_8);
        }

        @Override
        public int[] integers(int count) {
            int[] values = new int[count];
            for (int at = 0; at < count; at++) {
                values[at] = integer();
            }
            return values;
        }

        @Override
        public float[] reals(int count) {
            float[] values = new float[count];
            for (int at = 0; at < count; at++) {
                values[at] = asked(in::readFloat);
            }
            return values;
        }
    }
}
