package dev.cortex.gateway.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class RetryBudgetTest {
    @Test
    void aFewRetriesAreAlwaysAllowed() {
        assertEquals(3, retriesOf(new RetryBudget(20, 3), 1));
    }

    @Test
    void retriesAreAShareOfWhatIsInFlight() {
        assertEquals(20, retriesOf(new RetryBudget(20, 3), 100));
    }

    @Test
    void endedRequestsGiveTheirRetriesBack() {
        RetryBudget budget = new RetryBudget(20, 3);
        assertEquals(3, retriesOf(budget, 1));
        budget.end(3);
        assertEquals(3, retriesOf(budget, 0));
    }

    private static int retriesOf(RetryBudget budget, int active) {
        for (int i = 0; i < active; i++) {
            budget.begin();
        }
        int allowed = 0;
        while (budget.tryRetry()) {
            allowed++;
        }
        return allowed;
    }
}
