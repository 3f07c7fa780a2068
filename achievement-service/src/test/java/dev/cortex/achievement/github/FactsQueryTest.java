package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Login;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FactsQueryTest {
    private static final List<Login> HUNDRED =
            IntStream.range(0, 100).mapToObj(i -> new Login("user-" + i)).toList();

    @Test
    void costsOnePointForOneUserAndSevenForAHundred() {
        assertEquals(1, FactsQuery.of(new Login("octocat")).pointsExpected());
        assertEquals(7, FactsQuery.of(HUNDRED).pointsExpected());
    }

    @Test
    void sendsLoginsOnlyAsVariables() {
        FactsQuery query = FactsQuery.of(new Login("octocat"));
        assertFalse(query.document().contains("octocat"));
        assertTrue(query.variables().containsValue("octocat"));
        assertTrue(query.variables().containsValue("author:octocat type:pr is:merged review:none"));
        assertTrue(query.variables().containsValue("involves:octocat -author:octocat type:pr is:merged"));
    }
}
