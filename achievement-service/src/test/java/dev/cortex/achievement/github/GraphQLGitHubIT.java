package dev.cortex.achievement.github;

import static dev.cortex.achievement.github.SimulatedGitHub.done;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub.Roll;
import dev.cortex.achievement.github.GitHub.Sighting;
import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.mesh.json.MeshJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphQLGitHubIT {
    private static final Login OCTOCAT = new Login("octocat");

    private final SimulatedGitHub simulated =
            new SimulatedGitHub(List.of("first", "second"), Map.of("github.timeout", "25s"));

    @AfterEach
    void close() {
        simulated.close();
    }

    @Test
    void knowsAUserByOneRequestOfOnePoint() throws JsonProcessingException {
        Facts facts = done(simulated.github.facts(OCTOCAT, Urgency.PERSON));
        assertEquals("octocat", facts.login());
        assertTrue(facts.findings().keySet().containsAll(List.of("pull_shark", "starstruck", "yolo", "quickdraw")));
        JsonNode stats = MeshJson.mapper().readTree(simulated.stats());
        assertEquals(1, stats.path("requests").asInt(), stats.toString());
        assertEquals(1, stats.path("points").asInt(), stats.toString());
    }

    @Test
    void countsWhatGitHubCounts() {
        simulated.user("mona", """
                {"counts": {"pulls": {"merged": 130, "coauthored": 3, "unreviewed": 0, "yolo": 0, "closed": 0, "open": 0},
                  "sponsorships": 2}}""");
        Facts facts = done(simulated.github.facts(new Login("mona"), Urgency.PERSON));
        assertEquals(
                Count.exactly(130), facts.finding("pull_shark").orElseThrow().count());
        Count pairs = facts.finding("pair_extraordinaire").orElseThrow().count();
        assertTrue(pairs.min() <= 3 && pairs.max() >= 3, "3 lie within " + pairs);
        assertEquals(
                Count.exactly(2), facts.finding("public_sponsor").orElseThrow().count());
        assertEquals(Count.ZERO, facts.finding("yolo").orElseThrow().count());
    }

    @Test
    void saysThatAUserIsUnknown() {
        assertEquals(new GitHubFailure.UnknownUser("ghost-1"), failure(new Login("ghost-1")));
    }

    @Test
    void asksAgainAfterOneBadGateway() {
        simulated.fault("{\"kind\": \"502\", \"count\": 1}");
        assertEquals(
                "octocat", done(simulated.github.facts(OCTOCAT, Urgency.PERSON)).login());
    }

    @Test
    void saysThatGitHubIsDown() {
        simulated.fault("{\"kind\": \"502\"}");
        assertInstanceOf(GitHubFailure.Unavailable.class, failure(OCTOCAT));
    }

    @Test
    void saysThatGitHubTookTooLong() {
        simulated.fault("{\"kind\": \"504\"}");
        assertEquals(new GitHubFailure.TimedOut(), failure(OCTOCAT));
    }

    @Test
    void waitsNoLongerThanItIsTold() {
        try (SimulatedGitHub impatient = new SimulatedGitHub(List.of("first"), Map.of("github.timeout", "1s"))) {
            impatient.fault("{\"kind\": \"slow\", \"millis\": 60000}");
            assertEquals(
                    new GitHubFailure.TimedOut(),
                    assertThrows(GitHubException.class, () -> done(impatient.github.facts(OCTOCAT, Urgency.PERSON)))
                            .failure());
        }
    }

    @Test
    void saysThatAConnectionWasCut() {
        simulated.fault("{\"kind\": \"drop\"}");
        assertInstanceOf(GitHubFailure.Unavailable.class, failure(OCTOCAT));
    }

    @Test
    void doesNotTakeBrokenJsonForAnAnswer() {
        simulated.fault("{\"kind\": \"bad_json\"}");
        assertInstanceOf(GitHubFailure.Garbled.class, failure(OCTOCAT));
    }

    @Test
    void paysWithAnotherTokenWhenOneIsSpent() {
        simulated.fault("{\"kind\": \"rate_limited\", \"match\": {\"token\": \"first\"}}");
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    "octocat",
                    done(simulated.github.facts(OCTOCAT, Urgency.PERSON)).login());
        }
    }

    @Test
    void paysWithAnotherTokenWhenOneIsSuspended() {
        simulated.fault("{\"kind\": \"suspended_token\", \"match\": {\"token\": \"second\"}}");
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    "octocat",
                    done(simulated.github.facts(OCTOCAT, Urgency.PERSON)).login());
        }
    }

    @Test
    void saysWhenPointsAreBackWhenAllAreSpent() {
        simulated.fault("{\"kind\": \"rate_limited\"}");
        GitHubFailure.OutOfBudget spent = assertInstanceOf(GitHubFailure.OutOfBudget.class, failure(OCTOCAT));
        assertTrue(spent.until().isAfter(Instant.now()));
        simulated.admin("DELETE", "/_admin/faults", "");
        assertInstanceOf(GitHubFailure.OutOfBudget.class, failure(OCTOCAT), "it does not ask before that");
    }

    @Test
    void waitsAsLongAsTheSecondaryLimitSays() {
        simulated.fault("{\"kind\": \"secondary\", \"retry_after_seconds\": 30}");
        GitHubFailure.SlowedDown slowed = assertInstanceOf(GitHubFailure.SlowedDown.class, failure(OCTOCAT));
        Duration wait = Duration.between(Instant.now(), slowed.until());
        assertTrue(wait.toSeconds() >= 25 && wait.toSeconds() <= 31, "waits " + wait);
    }

    @Test
    void saysThatNoTokenIsTaken() {
        simulated.fault("{\"kind\": \"bad_credentials\"}");
        assertEquals(new GitHubFailure.Refused(), failure(OCTOCAT));
    }

    @Test
    void neverMakesAPartThatFailedIntoAZero() {
        Facts whole = done(simulated.github.facts(OCTOCAT, Urgency.PERSON));
        simulated.fault("{\"kind\": \"partial\", \"count\": 20}");
        for (int i = 0; i < 10; i++) {
            try {
                done(simulated.github.facts(OCTOCAT, Urgency.PERSON))
                        .findings()
                        .forEach((id, finding) -> assertEquals(
                                whole.finding(id).orElseThrow(), finding, "a finding that is told is whole: " + id));
            } catch (GitHubException told) {
                assertTrue(!(told.failure() instanceof GitHubFailure.UnknownUser), told.getMessage());
            }
        }
    }

    @Test
    void knowsManyUsersByFewRequestsAndLeavesOutTheMissing() {
        List<Login> logins = IntStream.range(0, 100)
                .mapToObj(i -> new Login(i % 10 == 0 ? "missing-" + i : "user-" + i))
                .toList();
        Roll roll = done(simulated.github.facts(logins, Urgency.PERSON));
        assertEquals(1, roll.requests());
        assertEquals(7, roll.points());
        logins.forEach(login -> {
            Sighting sighting = roll.sightings().get(login);
            if (login.value().startsWith("missing")) {
                assertEquals(new Sighting.Missed(new GitHubFailure.UnknownUser(login.value())), sighting);
            } else {
                assertEquals(
                        login.value(),
                        assertInstanceOf(Sighting.Seen.class, sighting).facts().login());
            }
        });
    }

    @Test
    void seesTheSameOfAUserAloneAndAmongOthers() {
        Facts alone = done(simulated.github.facts(OCTOCAT, Urgency.PERSON));
        Roll roll = done(simulated.github.facts(List.of(OCTOCAT, new Login("mona")), Urgency.BACKGROUND));
        Facts among = assertInstanceOf(Sighting.Seen.class, roll.sightings().get(OCTOCAT))
                .facts();
        for (String id : List.of("pull_shark", "starstruck", "galaxy_brain", "quickdraw", "public_sponsor")) {
            assertEquals(alone.finding(id).orElseThrow(), among.finding(id).orElseThrow());
        }
    }

    private GitHubFailure failure(Login login) {
        return assertThrows(GitHubException.class, () -> done(simulated.github.facts(login, Urgency.PERSON)))
                .failure();
    }
}
