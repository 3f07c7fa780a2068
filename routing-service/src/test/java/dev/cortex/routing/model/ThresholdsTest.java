package dev.cortex.routing.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cortex.routing.model.Thresholds.Ranked;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThresholdsTest {
    private static final Ranked FALLBACK = new Ranked("coordinator", 0.1);

    @Test
    void oneThatIsConfidentIsEnough() {
        assertEquals(Strategy.SINGLE_EXPERT, choose(0.8, 0.2).strategy());
    }

    @Test
    void aClearLeadIsEnough() {
        assertEquals(Strategy.SINGLE_EXPERT, choose(0.5, 0.3).strategy());
        assertEquals(Strategy.SINGLE_EXPERT, choose(0.25, 0.05).strategy());
    }

    @Test
    void elseEveryoneWorthAskingIsAsked() {
        Thresholds.Choice choice = choose(0.4, 0.3, 0.2);
        assertEquals(Strategy.MULTI_EXPERT_PARALLEL, choice.strategy());
        assertEquals(List.of("e0", "e1"), choice.parallel());
        assertEquals("e0", choice.first().expert());
    }

    @Test
    void whenNobodyIsTheFallbackTakesIt() {
        Thresholds.Choice choice = choose(0.25, 0.2);
        assertEquals(Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, choice.strategy());
        assertEquals("coordinator", choice.first().expert());
        assertEquals(List.of(), choice.parallel());
    }

    @Test
    void whoGetsWhatNobodyIsWorthAskingAboutIsTheCallersToSay() {
        assertEquals(
                "e1",
                Thresholds.DEFAULT
                        .choose(List.of(new Ranked("e0", 0.2), new Ranked("e1", 0.1)), () -> new Ranked("e1", 0.1))
                        .first()
                        .expert());
    }

    @Test
    void aloneWorthAskingButNotClearIsLowConfidence() {
        assertEquals(Strategy.SINGLE_EXPERT_LOW_CONFIDENCE, choose(0.35, 0.29).strategy());
        assertEquals("e0", choose(0.35, 0.29).first().expert());
    }

    @Test
    void nonsenseIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(0.2, 0.2, 0.3));
        assertThrows(IllegalArgumentException.class, () -> new Thresholds(Double.NaN, 0.2, 0.3));
    }

    private static Thresholds.Choice choose(double... probabilities) {
        List<Ranked> ranking = new ArrayList<>();
        for (int n = 0; n < probabilities.length; n++) {
            ranking.add(new Ranked("e" + n, probabilities[n]));
        }
        return Thresholds.DEFAULT.choose(ranking, () -> FALLBACK);
    }
}
