package dev.cortex.routing.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BalanceTest {
    private static final Evenness MILD = new Evenness(100, 0.1, 0.02, 0.15, 0.8);

    private final Balance balance = new Balance(MILD);

    @Test
    void whereItIsInDoubtTheOneWithLessToDoGetsMore() {
        IntStream.range(0, 100).forEach(n -> choose(0.45, 0.40));
        long second = IntStream.range(0, 400)
                .filter(n -> choose(0.45, 0.40).equals("b"))
                .count();
        assertTrue(second > 130 && second < 270, "" + second);
    }

    @Test
    void aClearFavouriteIsNeverPassedOver() {
        for (int n = 0; n < 2_000; n++) {
            assertEquals("a", choose(0.55, 0.44));
        }
    }

    @Test
    void aSureFavouriteIsNeverPassedOverHoweverCloseTheSecond() {
        Balance generous = new Balance(new Evenness(100, 0.9, 0.1, 0, 0.5));
        for (int n = 0; n < 2_000; n++) {
            assertEquals(
                    "a",
                    generous.choose(List.of(new Candidate("a", 0.5), new Candidate("b", 0.5)), 2)
                            .expert());
        }
    }

    @Test
    void beforeTheWindowIsFullTheModelAloneDecides() {
        IntStream.range(0, 100).forEach(n -> assertEquals("a", choose(0.45, 0.45)));
    }

    @Test
    void anEvenStreamIsAnsweredByTheModelAlone() {
        Random random = new Random(1);
        for (int n = 0; n < 5_000; n++) {
            int favourite = n % 4;
            List<Candidate> ranking = new ArrayList<>();
            ranking.add(new Candidate("e" + favourite, 0.40));
            ranking.add(new Candidate("e" + random.nextInt(4), 0.35));
            Balance.Choice choice = balance.choose(ranking, 4);
            assertEquals("e" + favourite, choice.expert());
        }
    }

    @Test
    void switchedOffItChangesNothing() {
        Balance off = new Balance(new Evenness(100, 0, 0.1, 0, 1));
        for (int n = 0; n < 1_000; n++) {
            Balance.Choice choice = off.choose(List.of(new Candidate("a", 0.4), new Candidate("b", 0.4)), 2);
            assertEquals(new Balance.Choice("a", 1), choice);
        }
    }

    @Test
    void thePropensityIsHowOftenSuchAChoiceIsMade() {
        IntStream.range(0, 300).forEach(n -> choose(0.45, 0.40));
        double expected = 0;
        int seconds = 0;
        for (int n = 0; n < 1_000; n++) {
            Balance.Choice choice = balance.choose(ranking(0.45, 0.40), 2);
            boolean second = choice.expert().equals("b");
            seconds += second ? 1 : 0;
            expected += second ? choice.propensity() : 1 - choice.propensity();
            assertTrue(choice.propensity() >= 0.05 && choice.propensity() <= 1);
        }
        assertEquals(seconds, expected, 60);
        assertEquals(1, balance.choose(ranking(0.9, 0.05), 2).propensity());
    }

    @Test
    void theSameChoicesGiveTheSameState() {
        Balance other = new Balance(MILD);
        Random random = new Random(3);
        for (int n = 0; n < 3_000; n++) {
            List<Candidate> ranking = ranking(0.3 + random.nextDouble() / 5, 0.3);
            assertEquals(balance.choose(ranking, 2), other.choose(ranking, 2));
        }
        assertEquals(balance.imbalance(2), other.imbalance(2));
    }

    @Test
    void aLoneExpertGetsEverything() {
        for (int n = 0; n < 1_000; n++) {
            assertEquals(
                    "a", balance.choose(List.of(new Candidate("a", 0.3)), 1).expert());
        }
        assertEquals(1, balance.imbalance(1));
    }

    private String choose(double first, double second) {
        return balance.choose(ranking(first, second), 2).expert();
    }

    private static List<Candidate> ranking(double first, double second) {
        return List.of(new Candidate("a", first), new Candidate("b", second));
    }
}
