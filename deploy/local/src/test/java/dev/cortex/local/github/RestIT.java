package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.github.Client.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestIT {
    private static final String EVENTS = "/users/octocat/events/public";

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

    @Test
    void aUserIsTheSameAsInGraphQl() {
        Answer rest = client.get("/users/Octocat");
        Answer graphql = client.query("{ user(login: \"octocat\") { id databaseId login createdAt } }");
        assertEquals(graphql.at("/data/user/id"), rest.at("/node_id"));
        assertEquals(graphql.at("/data/user/databaseId"), rest.at("/id"));
        assertEquals(graphql.at("/data/user/createdAt"), rest.at("/created_at"));
        assertEquals("core", rest.headers().get("x-ratelimit-resource"));
        assertEquals(404, client.get("/users/ghost-rider").status());
        assertEquals(404, client.get("/nothing/here").status());
    }

    @Test
    void anUnchangedUserIsA304ThatCostsNothing() {
        Answer first = client.get(EVENTS);
        assertEquals(200, first.status());
        assertEquals(30, first.json().size());
        String etag = first.headers().get("ETag");
        Answer second = client.get(EVENTS, "If-None-Match", etag);
        assertEquals(304, second.status());
        assertEquals(first.remaining(), second.remaining());
        assertEquals(
                304,
                client.get(EVENTS, "If-Modified-Since", first.headers().get("Last-Modified"))
                        .status());
        assertEquals(200, client.get(EVENTS, "If-None-Match", "\"something\"").status());
    }

    @Test
    void anETagIsGoodForItsTokenOnly() {
        String etag = client.get(EVENTS).headers().get("ETag");
        assertEquals(
                200,
                new Client(simulator, "another")
                        .get(EVENTS, "If-None-Match", etag)
                        .status());
    }

    @Test
    void publicActivityChangesTheETagAndStarsDoNot() {
        String before = client.get(EVENTS).headers().get("ETag");
        client.post("/_admin/users/octocat", "{\"add\":{\"stars\":5,\"accepted_answers\":1}}");
        assertEquals(304, client.get(EVENTS, "If-None-Match", before).status());
        client.post("/_admin/users/octocat", "{\"add\":{\"merged_pulls\":1}}");
        Answer after = client.get(EVENTS, "If-None-Match", before);
        assertEquals(200, after.status());
        assertNotEquals(before, after.headers().get("ETag"));
        assertEquals("PullRequestEvent", after.at("/0/type").asText());
    }

    @Test
    void withoutATokenA304IsPaidFor() {
        Client anonymous = new Client(simulator, "");
        Answer first = anonymous.get(EVENTS);
        assertEquals("60", first.headers().get("x-ratelimit-limit"));
        Answer second = anonymous.get(EVENTS, "If-None-Match", first.headers().get("ETag"));
        assertEquals(304, second.status());
        assertEquals(first.remaining() - 1, second.remaining());
    }

    @Test
    void issuesAndDispatchesAreRecorded() {
        Answer issue = client.post("/repos/octo-org/demo/issues", "{\"title\":\"Say hello\",\"body\":\"please\"}");
        assertEquals(201, issue.status());
        assertEquals("Say hello", issue.at("/title").asText());
        String workflow = "/repos/octo-org/demo/actions/workflows/ci.yml/dispatches";
        assertEquals(
                204,
                client.post(workflow, "{\"ref\":\"main\",\"inputs\":{\"a\":1}}").status());
        assertEquals(422, client.post(workflow, "{}").status());
        assertEquals(422, client.post("/repos/octo-org/demo/issues", "{}").status());
        assertEquals(
                401,
                new Client(simulator, "")
                        .post("/repos/octo-org/demo/issues", "{\"title\":\"x\"}")
                        .status());
        Answer work = client.get("/_admin/work");
        assertEquals(2, work.at("/work").size());
        assertEquals("octo-org/demo", work.at("/work").at("/0/repository").asText());
        assertEquals("ci.yml", work.at("/work").at("/1/content/workflow").asText());
    }

    @Test
    void largeRepliesAreZippedForWhoCanReadThem() {
        assertEquals(
                "gzip", client.get(EVENTS, "Accept-Encoding", "gzip").headers().get("Content-Encoding"));
        assertTrue(client.get(EVENTS).headers().get("Content-Encoding") == null);
    }
}
