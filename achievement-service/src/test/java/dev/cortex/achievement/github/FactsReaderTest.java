package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.observation.Count;
import dev.cortex.achievement.observation.Evidence;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Finding;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FactsReaderTest {
    @Test
    void countsMergedPullRequestsExactlyAndPairsWithinBounds() {
        Facts facts = read("'mergedPullRequests': {'totalCount': 40}");
        assertEquals(Count.exactly(40), count(facts, "pull_shark"));
        assertEquals(Count.between(0, 40 + 5), count(facts, "pair_extraordinaire"), "those of others may count too");
    }

    @Test
    void knowsWhichOfTheLastMergesWereWrittenWithOthers() {
        String pair = "{'nodes': [{'user': {'login': 'Octocat'}}, {'user': {'login': 'hubot'}}]}";
        String stranger = "{'nodes': [{'user': {'login': 'Octocat'}}, {'user': null}]}";
        String alone = "{'nodes': [{'user': {'login': 'octocat'}}]}";
        String others = "{'nodes': [{'user': {'login': 'hubot'}}, {'user': {'login': 'mona'}}]}";
        Facts facts = read("'mergedPullRequests': {'totalCount': 9}, 'recentlyMerged': {'nodes': ["
                + merge("acme/a", false, 1, pair, alone) + ", "
                + merge("acme/a", false, 1, alone, pair) + ", "
                + merge("acme/b", true, 1, alone, stranger) + ", "
                + merge("acme/c", false, 7, alone, others) + "]}");
        assertEquals(
                Count.between(2, 2 + 1 + 5 + 5),
                count(facts, "pair_extraordinaire"),
                "one has commits not looked at; a partner without an account is none");
        assertEquals(Count.between(2, 2 + 5), count(facts, "open_sourcerer"), "a private one does not count");
    }

    private static String merge(String repository, boolean hidden, int commits, String authors, String squashed) {
        return """
                {'repository': {'nameWithOwner': '%s', 'isPrivate': %s}, 'mergeCommit': {'authors': %s},
                 'commits': {'totalCount': %d, 'nodes': [{'commit': {'authors': %s}}]}}""".formatted(repository, hidden, squashed, commits, authors);
    }

    @Test
    void saysNothingOfPairsWhereTheMergesOfOthersWereNotCounted() {
        Facts facts = FactsReader.read(
                user("'mergedPullRequests': {'totalCount': 0}, 'recentlyMerged': {'nodes': []}"),
                Optional.empty(),
                Optional.empty());
        assertFalse(facts.findings().containsKey("pair_extraordinaire"));
        assertEquals(Count.ZERO, count(facts, "open_sourcerer"));
    }

    @Test
    void takesTheStarsOfOneRepositoryNotTheSum() {
        Facts facts = read("""
                'topRepositories': {'nodes': [{'nameWithOwner': 'octocat/hello', 'stargazerCount': 17, 'url': 'https://x'}]}""");
        assertEquals(
                new Finding(
                        Count.exactly(17), Optional.of(new Evidence.TopRepository("octocat/hello", 17, "https://x"))),
                facts.finding("starstruck").orElseThrow());
    }

    @Test
    void saysZeroStarsOnlyWhereGitHubSaysThatThereIsNoRepository() {
        assertEquals(Count.ZERO, count(read("'topRepositories': {'nodes': []}"), "starstruck"));
        assertFalse(read("'topRepositories': null").findings().containsKey("starstruck"));
    }

    @Test
    void saysNothingOfAPartThatFailed() {
        assertTrue(read("'mergedPullRequests': null, 'sponsorships': null")
                .findings()
                .isEmpty());
    }

    @Test
    void countsAnswersToOthersInPublicRepositoriesOnly() {
        Facts facts = read("""
                'acceptedAnswers': {'totalCount': 5, 'nodes': [
                  {'discussion': {'author': {'login': 'asker'}, 'answerChosenBy': {'login': 'asker'},
                    'repository': {'isPrivate': false, 'owner': {'login': 'acme'}}}},
                  {'discussion': {'author': {'login': 'Octocat'}, 'answerChosenBy': {'login': 'asker'},
                    'repository': {'isPrivate': false, 'owner': {'login': 'acme'}}}},
                  {'discussion': {'author': {'login': 'asker'}, 'answerChosenBy': {'login': 'octocat'},
                    'repository': {'isPrivate': false, 'owner': {'login': 'acme'}}}},
                  {'discussion': {'author': {'login': 'asker'}, 'answerChosenBy': {'login': 'asker'},
                    'repository': {'isPrivate': true, 'owner': {'login': 'acme'}}}},
                  {'discussion': {'author': {'login': 'asker'}, 'answerChosenBy': {'login': 'asker'},
                    'repository': {'isPrivate': false, 'owner': {'login': 'community'}}}}]}""");
        assertEquals(Count.exactly(1), count(facts, "galaxy_brain"));
    }

    @Test
    void leavesOpenWhatItHasNotLookedAt() {
        Facts facts = read("""
                'acceptedAnswers': {'totalCount': 12, 'nodes': [
                  {'discussion': {'author': null, 'answerChosenBy': {'login': 'asker'},
                    'repository': {'isPrivate': false, 'owner': {'login': 'acme'}}}}]}""");
        assertEquals(Count.between(1, 12), count(facts, "galaxy_brain"));
    }

    @Test
    void findsAQuickCloseAmongIssuesAndPullRequests() {
        Facts facts = read(closed("closedIssues", 1, "2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z") + ","
                + closed("closedPullRequests", 1, "2026-01-01T00:00:00Z", "2026-01-01T00:05:00Z"));
        assertEquals(Count.exactly(1), count(facts, "quickdraw"));
        assertEquals(
                Optional.of(new Evidence.FastestClose(300, "https://closedPullRequests")),
                facts.finding("quickdraw").orElseThrow().evidence());
    }

    @Test
    void doesNotRuleAQuickCloseOutBeforeAllWereSeen() {
        String slow = closed("closedIssues", 1, "2026-01-01T00:00:00Z", "2026-01-01T00:05:01Z");
        assertEquals(
                Count.ZERO, count(read(slow + ", 'closedPullRequests': {'totalCount': 0, 'nodes': []}"), "quickdraw"));
        assertEquals(
                Count.between(0, 1),
                count(read(slow + ", 'closedPullRequests': {'totalCount': 400, 'nodes': []}"), "quickdraw"));
        assertFalse(
                read(slow + ", 'closedPullRequests': null").findings().containsKey("quickdraw"),
                "half an answer is none");
    }

    @Test
    void tellsLikelyMergesWithoutReviewFromStrictOnes() {
        JsonObject search = json("""
                {'issueCount': 3, 'nodes': [
                  {'mergedBy': {'login': 'octocat'}, 'reviews': {'totalCount': 0}, 'reviewRequests': {'totalCount': 1}},
                  {'mergedBy': {'login': 'octocat'}, 'reviews': {'totalCount': 0}, 'reviewRequests': {'totalCount': 0}},
                  {'mergedBy': {'login': 'boss'}, 'reviews': {'totalCount': 0}, 'reviewRequests': {'totalCount': 1}}]}""");
        Finding yolo = FactsReader.read(user(""), Optional.of(search), Optional.empty())
                .finding("yolo")
                .orElseThrow();
        assertEquals(new Finding(Count.exactly(1), Optional.of(new Evidence.Unreviewed(3, 1))), yolo);
    }

    private static String closed(String field, int total, String created, String closed) {
        return "'%s': {'totalCount': %d, 'nodes': [{'createdAt': '%s', 'closedAt': '%s', 'url': 'https://%s'}]}"
                .formatted(field, total, created, closed, field);
    }

    private static Count count(Facts facts, String id) {
        return facts.finding(id).orElseThrow().count();
    }

    private static Facts read(String fields) {
        return FactsReader.read(user(fields), Optional.empty(), Optional.of(json("{'issueCount': 5}")));
    }

    private static JsonObject user(String fields) {
        return json("{'id': 'U_1', 'login': 'octocat', 'name': null" + (fields.isEmpty() ? "" : ", " + fields) + "}");
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }
}
