package dev.cortex.achievement.activity;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** {@link Marks} in a map. */
final class FakeMarks implements Marks {
    private final Map<Login, Map<String, Mark>> marks = new ConcurrentHashMap<>();

    @Override
    public Uni<Map<String, Mark>> find(Login login) {
        return Uni.createFrom().item(() -> Map.copyOf(marks.getOrDefault(login, Map.of())));
    }

    @Override
    public Uni<Void> keep(Login login, String purse, Mark mark) {
        return Uni.createFrom().voidItem().invoke(() -> marks.computeIfAbsent(login, _ -> new ConcurrentHashMap<>())
                .put(purse, mark));
    }
}
