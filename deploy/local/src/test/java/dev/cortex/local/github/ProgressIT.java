package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.github.Client.Answer;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a test can make happen to a user. */
class ProgressIT {
    private static final String USER = """
            { user(login: "LOGIN") { id login
                pullRequests(states: MERGED, last: 1) { totalCount nodes { id mergedAt
                    reviews(first: 1) { totalCount } reviewRequests(first: 1) { totalCount } mergedBy { login } } }
                issues(states: CLOSED, last: 1) { totalCount nodes { createdAt closedAt } }
                repositoryDiscussionComments(onlyAnswers: true, last: 1) { totalCount nodes { discussion {
                    author { login } answerChosenBy { login } repository { isPrivate } } } }
                repositories(first: 1, ownerAffiliations: OWNER, orderBy: {field: STARGAZERS, direction: DESC}) {
                    nodes { stargazerCount } }
                sponsorshipsAsSponsor(activeOnly: true) { totalCount } } }""";

    private static GitHubSimulator simulator;
    private static Client client;

    @BeforeAll
    static void start() {
        simulator = GitHubSimulator.start(0);
        client = new Client(simulator, "a-token");
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @BeforeEach
    void reset() {
        client.post("/_admin/reset", "");
    }

    private static JsonNode user(String login) {
        return client.query(USER.replace("LOGIN", login)).at("/data/user");
    }

    @Test
    void everythingCanGrow() {
        JsonNode before = user("octocat");
        Answer change = client.post("/_admin/users/octocat", """
                {"add":{"merged_pulls":2,"yolo":true,"closed_issues":1,"quick":true,"accepted_answers":1,"stars":32,
                        "sponsorships":1}}""");
        assertEquals(200, change.status());
        JsonNode after = user("octocat");
        assertEquals(120, after.at("/pullRequests/totalCount").asInt());
        assertEquals(0, after.at("/pullRequests/nodes/0/reviews/totalCount").asInt());
        assertEquals(
                1, after.at("/pullRequests/nodes/0/reviewRequests/totalCount").asInt());
        assertEquals("octocat", after.at("/pullRequests/nodes/0/mergedBy/login").asText());
        assertEquals(38, after.at("/issues/totalCount").asInt());
        assertEquals(8, after.at("/repositoryDiscussionComments/totalCount").asInt());
        assertEquals(512, after.at("/repositories/nodes/0/stargazerCount").asInt());
        assertEquals(1, after.at("/sponsorshipsAsSponsor/totalCount").asInt());
        assertEquals(before.at("/id"), after.at("/id"));
        Instant opened = Instant.parse(after.at("/issues/nodes/0/createdAt").asText());
        Instant closed = Instant.parse(after.at("/issues/nodes/0/closedAt").asText());
        assertTrue(closed.minusSeconds(300).isBefore(opened));
    }

    @Test
    void countsCanBeSetInPart() {
        Answer change =
                client.post("/_admin/users/octocat", "{\"counts\":{\"pulls\":{\"merged\":1024},\"sponsorships\":3}}");
        assertEquals(1_024, change.at("/counts/pulls/merged").asInt());
        assertEquals(9, change.at("/counts/pulls/coauthored").asInt());
        assertEquals(1_024, user("octocat").at("/pullRequests/totalCount").asInt());
        Answer wrong = client.post("/_admin/users/octocat", "{\"counts\":{\"pulls\":{\"merged\":3}}}");
        assertEquals(400, wrong.status());
        assertTrue(wrong.at("/message").asText().contains("coauthored"), wrong.body());
        assertEquals(
                400,
                client.post("/_admin/users/octocat", "{\"counts\":{\"stars\":3}}")
                        .status());
        assertEquals(
                404,
                client.post("/_admin/users/ghost-rider", "{\"add\":{\"stars\":1}}")
                        .status());
    }

    @Test
    void aRenamedUserKeepsIdAndHistoryAndFreesTheOldLogin() {
        JsonNode before = user("mona");
        assertEquals(
                200,
                client.post("/_admin/users/mona", "{\"rename\":\"Mona-Lisa2\"}").status());
        JsonNode after = user("mona-lisa2");
        assertEquals("Mona-Lisa2", after.at("/login").asText());
        assertEquals(before.at("/id"), after.at("/id"));
        assertEquals(before.at("/pullRequests/totalCount"), after.at("/pullRequests/totalCount"));
        assertEquals(before.at("/pullRequests/nodes/0/id"), after.at("/pullRequests/nodes/0/id"));
        assertTrue(user("mona").isNull());
        assertEquals(
                "Mona-Lisa2",
                client.query("{ node(id: \"" + before.at("/id").asText() + "\") { ... on User { login } } }")
                        .at("/data/node/login")
                        .asText());
        assertEquals(
                400,
                client.post("/_admin/users/octocat", "{\"rename\":\"Mona-lisa2\"}")
                        .status());
    }
}
