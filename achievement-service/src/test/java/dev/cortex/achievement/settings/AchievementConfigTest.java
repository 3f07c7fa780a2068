package dev.cortex.achievement.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.Configs;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AchievementConfigTest {
    private final AchievementConfig config = Configs.defaults();

    @Test
    void isFreshForFiveMinutes() {
        assertEquals(Duration.ofMinutes(5), config.freshness().ttl());
        assertEquals(Duration.ofSeconds(30), config.freshness().jitter());
        assertEquals(Duration.ofMinutes(1), config.freshness().whileRevalidate());
        assertEquals(Duration.ofDays(30), config.freshness().ifError());
    }

    @Test
    void asksGitHubItselfWithoutAToken() {
        assertEquals(URI.create("https://api.github.com"), config.github().url());
        assertEquals(Optional.empty(), config.github().tokens());
    }

    @Test
    void waitsLongerThanGitHubWorks() {
        Duration gitHubWorks = Duration.ofSeconds(10);
        assertTrue(config.github().timeout().compareTo(gitHubWorks) > 0);
        Duration allAttempts =
                config.github().timeout().multipliedBy(config.github().retriesMax() + 1L);
        assertTrue(config.flight().lease().compareTo(allAttempts) > 0, "no second flight before the first can be over");
    }

    @Test
    void staysBelowWhatGitHubAllowsAtOnce() {
        assertTrue(config.github().concurrencyMax() * 2 <= 100, "two replicas that can not agree share 100");
        assertTrue(config.github().budget().concurrencyMax() < 100, "all replicas together");
    }

    @Test
    void keepsAPlaceAtGitHubLongerThanARequestMayTake() {
        assertTrue(config.github()
                        .budget()
                        .lease()
                        .compareTo(config.github().timeout().multipliedBy(2))
                > 0);
    }

    @Test
    void countsAnEventWhoseTimeIsHalfASecondBehindTheAnswer() {
        assertEquals(Duration.ofMillis(500), config.webhook().clockSkew());
        assertEquals(Duration.ofSeconds(2), config.webhook().answersLag());
    }

    @Test
    void keepsObservationsForTwoYearsAndLooksForThreeMonths() {
        assertEquals(Duration.ofDays(730), config.store().observationsKept());
        assertEquals(Duration.ofDays(90), config.store().refreshesKept());
    }

    @Test
    void sendsToNobodyWhoWasNotAllowed() {
        assertEquals(Optional.empty(), config.outgoing().allowedHosts());
    }

    @Test
    void letsEveryoneForceButNotWithinTenSeconds() {
        assertEquals(List.of("*"), config.force().allowed());
        assertEquals(Duration.ofSeconds(10), config.force().floor());
    }

    @Test
    void givesTaskSubmissionUpBeforeAPersonDoes() {
        Duration allAttempts =
                config.tasks().timeout().multipliedBy(config.tasks().retriesMax() + 1L);
        assertTrue(allAttempts.compareTo(Duration.ofSeconds(10)) < 0);
    }

    @Test
    void foretellsWithAnIntervalOfEightyPercentFromAWeekOn() {
        assertEquals(0.8, config.forecast().level());
        assertEquals(Duration.ofDays(7), config.forecast().historyMin());
        assertEquals(Duration.ofDays(90), config.forecast().halfLife());
    }
}
