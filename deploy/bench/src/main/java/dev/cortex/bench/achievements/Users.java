package dev.cortex.bench.achievements;

import java.util.List;
import java.util.stream.IntStream;

/** Logins that nobody has asked for before: the simulator makes a user of every login. */
final class Users {
    private final String era = Long.toString(System.currentTimeMillis(), 36);
    private int given;

    String one() {
        return some(1).getFirst();
    }

    List<String> some(int count) {
        int from = given;
        given += count;
        return IntStream.range(from, from + count)
                .mapToObj(n -> "bench-" + era + "-" + n)
                .toList();
    }
}
