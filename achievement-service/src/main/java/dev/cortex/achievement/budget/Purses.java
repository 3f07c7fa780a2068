package dev.cortex.achievement.budget;

import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The accounts of the configuration. */
final class Purses {
    /** So many of four places may be taken by what nobody waits for. */
    private static final int BACKGROUND_OF_FOUR = 3;

    private final Map<String, Purse> byId = new LinkedHashMap<>();

    Purses(List<Purse> purses) {
        purses.forEach(purse -> byId.putIfAbsent(purse.id(), purse));
    }

    List<String> ids() {
        return List.copyOf(byId.keySet());
    }

    int size() {
        return byId.size();
    }

    Uni<Token> token(String id) {
        return Objects.requireNonNull(byId.get(id), "a purse of another configuration")
                .token()
                .get();
    }

    static int background(int places) {
        return Math.max(1, places * BACKGROUND_OF_FOUR / 4);
    }
}
