package dev.cortex.local.github.history;

import dev.cortex.local.github.account.Seed;

/** Git object ids: 40 hexadecimal digits. */
final class HexOid {
    private HexOid() {}

    static String of(Seed seed) {
        return String.format(
                "%016x%016x%08x",
                seed.with(0).value(), seed.with(1).value(), seed.with(2).value() >>> 32);
    }
}
