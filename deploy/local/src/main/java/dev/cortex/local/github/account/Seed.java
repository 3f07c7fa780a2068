package dev.cortex.local.github.account;

import java.nio.charset.StandardCharsets;

/**
 * Chance without a random number generator: the same name and path of parts always give the same numbers.
 *
 * <p>FNV-1a turns text into a start value, SplitMix64's finalizer (Steele, Lea, Flood, "Fast splittable pseudorandom number
 * generators", 2014) mixes each further part in.
 */
public record Seed(long value) {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    public static Seed of(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Seed(mix(hash));
    }

    /** A seed of its own for one part of the whole: a field, an index. */
    public Seed with(long part) {
        return new Seed(mix(value + GOLDEN_GAMMA * (part + 1)));
    }

    public Seed with(String part) {
        return with(of(part).value);
    }

    /** 0 up to but not including {@code bound}. */
    public int below(int bound) {
        return (int) Long.remainderUnsigned(value, bound);
    }

    /** 0.0 up to but not including 1.0. */
    public double fraction() {
        return (value >>> 11) * 0x1.0p-53;
    }

    public boolean chance(double probability) {
        return fraction() < probability;
    }

    /** 0 to about {@code max}, small numbers as likely as large ones of the next power: how people's counts are spread. */
    public int logarithmic(int max) {
        return (int) (Math.exp(fraction() * Math.log(max + 1.0)) - 1 + 1e-9);
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
        return b ^ (b >>> 31);
    }
}
