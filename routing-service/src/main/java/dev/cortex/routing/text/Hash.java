package dev.cortex.routing.text;

/** Hashes that are the same on every machine and in every version: models are compared and stored by them. */
public final class Hash {
    public static final long SEED = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Hash() {}

    /** FNV-1a over the characters from {@code from} to {@code to}, continued from {@code state}; finish with {@link #mix}. */
    public static long add(long state, CharSequence text, int from, int to) {
        long hash = state;
        for (int at = from; at < to; at++) {
            hash = (hash ^ text.charAt(at)) * PRIME;
        }
        return hash;
    }

    public static long add(long state, CharSequence text) {
        return add(state, text, 0, text.length());
    }

    public static long add(long state, char c) {
        return (state ^ c) * PRIME;
    }

    public static long add(long state, long value) {
        return mix(state ^ value) * PRIME;
    }

    /** Stafford's variant 13 of the 64-bit finaliser (as in SplitMix64): every bit of the input reaches every bit of the output. */
    public static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
