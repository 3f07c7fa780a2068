package dev.cortex.achievement.budget;

import dev.cortex.achievement.settings.AchievementConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;

/** Tills for tests that pay at a simulated GitHub, without a container around them. */
public final class Tills {
    private Tills() {}

    public static Till of(AchievementConfig config, List<String> tokens, Clock clock) {
        Purses purses =
                new Purses(tokens.stream().map(Token::new).map(Purse::of).toList());
        TokenPool pool = new MemoryTokenPool(purses.ids(), BudgetBeans.rules(config), 1, clock, () -> 0.5);
        return new Till(config, purses, pool, new SimpleMeterRegistry(), clock);
    }
}
