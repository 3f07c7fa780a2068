package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cortex.local.github.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GraphQlIT {
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
    void oneRequestForOneUserCostsOnePoint() {
        Answer answer = client.query("""
                { user(login: "octocat") { id login
                    merged: pullRequests(states: MERGED) { totalCount }
                    answers: repositoryDiscussionComments(onlyAnswers: true) { totalCount }
                    repositories(first: 1, ownerAffiliations: OWNER, isFork: false,
                        orderBy: {field: STARGAZERS, direction: DESC}) { nodes { nameWithOwner stargazerCount } }
                    issues(states: CLOSED, last: 100) { nodes { createdAt closedAt } }
                    sponsorshipsAsSponsor(activeOnly: false) { totalCount } }
                  yolo: search(query: "author:octocat type:pr is:merged review:none", type: ISSUE, first: 1) { issueCount }
                  rateLimit { cost nodeCount remaining limit used } }""");
        assertEquals(118, answer.at("/data/user/merged/totalCount").asInt());
        assertEquals(7, answer.at("/data/user/answers/totalCount").asInt());
        assertEquals(
                480, answer.at("/data/user/repositories/nodes/0/stargazerCount").asInt());
        assertEquals(37, answer.at("/data/user/issues/nodes").size());
        assertEquals(4, answer.at("/data/yolo/issueCount").asInt());
        assertEquals(1, answer.at("/data/rateLimit/cost").asInt());
        assertEquals(102, answer.at("/data/rateLimit/nodeCount").asInt());
        assertEquals(4_999, answer.at("/data/rateLimit/remaining").asInt());
        assertEquals(4_999, answer.remaining());
        assertEquals("graphql", answer.headers().get("x-ratelimit-resource"));
    }

    @Test
    void aMissingUserAmongAliasesIsNullAndNamedWhileOthersStand() {
        Answer answer = client.query("""
                { a: user(login: "octocat") { login } b: user(login: "ghost-rider") { login }
                  c: user(login: "github") { login } d: user(login: "mona") { login } }""");
        assertEquals(200, answer.status());
        assertEquals("octocat", answer.at("/data/a/login").asText());
        assertTrue(answer.at("/data/b").isNull());
        assertTrue(answer.at("/data/c").isNull(), "an organisation is no user");
        assertEquals("mona", answer.at("/data/d/login").asText());
        assertEquals(2, answer.at("/errors").size());
        assertEquals("NOT_FOUND", answer.at("/errors/0/type").asText());
        assertEquals("[\"b\"]", answer.at("/errors/0/path").toString());
        assertEquals(
                "Could not resolve to a User with the login of 'ghost-rider'.",
                answer.at("/errors/0/message").asText());
    }

    @Test
    void loginsAreCaseInsensitiveAndUsersTheSameEverywhere() {
        String query =
                "{ user(login: \"%s\") { id databaseId login name pullRequests(last: 30) { nodes { id title mergedAt } } } }";
        Answer here = client.query(query.formatted("Mona-Lisa"));
        try (GitHubSimulator other = GitHubSimulator.start(0)) {
            Answer there = new Client(other, "another").query(query.formatted("mona-lisa"));
            assertEquals(here.json(), there.json());
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepetition() {
        Set<String> seen = new HashSet<>();
        String after = "";
        boolean more = true;
        while (more) {
            JsonNode page = client.query("{ user(login: \"octocat\") { pullRequests(first: 50" + after
                            + ", orderBy: {field: CREATED_AT, direction: DESC}) {"
                            + " nodes { id } pageInfo { hasNextPage endCursor } totalCount } } }")
                    .at("/data/user/pullRequests");
            page.at("/nodes").forEach(node -> assertTrue(seen.add(node.get("id").asText())));
            assertEquals(131, page.at("/totalCount").asInt());
            more = page.at("/pageInfo/hasNextPage").asBoolean();
            after = ", after: \"" + page.at("/pageInfo/endCursor").asText() + "\"";
        }
        assertEquals(131, seen.size());
    }

    @Test
    void pagesMustBeBounded() {
        Answer unbounded = client.query("{ user(login: \"octocat\") { issues { nodes { id } } } }");
        assertEquals(
                "MISSING_PAGINATION_BOUNDARIES", unbounded.at("/errors/0/type").asText());
        Answer large = client.query("{ user(login: \"octocat\") { issues(first: 101) { nodes { id } } } }");
        assertEquals("EXCESSIVE_PAGINATION", large.at("/errors/0/type").asText());
        Answer total = client.query("{ user(login: \"octocat\") { issues { totalCount } } }");
        assertEquals(40, total.at("/data/user/issues/totalCount").asInt());
    }

    @Test
    void tooManyNodesRefuseTheWholeQueryForNothing() {
        Answer answer = client.query("""
                { user(login: "octocat") { pullRequests(first: 100) { nodes { commits(first: 100) { nodes { commit {
                    authors(first: 100) { nodes { name } } } } } } } } }""");
        assertEquals("MAX_NODE_LIMIT_EXCEEDED", answer.at("/errors/0/type").asText());
        assertTrue(answer.at("/errors/0/message").asText().contains("1,010,100"));
        assertFalse(answer.json().has("data"));
        assertEquals(5_000, answer.remaining());
    }

    @Test
    void aSearchHasAnExactTotalButEndsAfterAThousand() {
        String search = "author:huge-mona type:pr is:merged sort:created-asc";
        JsonNode all = client.query("{ search(query: \"" + search + "\", type: ISSUE, first: 100, after: \""
                        + Base64.getEncoder().encodeToString("cursor:v2:949".getBytes(StandardCharsets.UTF_8))
                        + "\") { issueCount nodes { __typename } pageInfo { hasNextPage } }"
                        + " user(login: \"huge-mona\") { pullRequests(states: MERGED) { totalCount } } }")
                .at("/data");
        assertTrue(all.at("/search/issueCount").asInt() > 1_000);
        assertEquals(all.at("/user/pullRequests/totalCount"), all.at("/search/issueCount"));
        assertEquals(50, all.at("/search/nodes").size());
        assertFalse(all.at("/search/pageInfo/hasNextPage").asBoolean());
    }

    @Test
    void searchWindowsAddUpToTheWhole() {
        int whole = issueCount("author:octocat is:pr is:merged");
        int before = issueCount("author:octocat is:pr is:merged merged:<2018-01-01");
        int within = issueCount("author:octocat is:pr is:merged merged:2018-01-01..2019-12-31");
        int after = issueCount("author:octocat is:pr is:merged merged:>2019-12-31");
        assertEquals(118, whole);
        assertEquals(whole, before + within + after);
        assertTrue(before > 0 && within > 0 && after > 0);
    }

    @Test
    void pullRequestsOfOthersAreFoundByWhoTookPart() {
        String search = "involves:octocat -author:octocat type:pr is:merged";
        assertEquals(6, issueCount(search));
        assertEquals(
                6,
                issueCount(search + " merged:<2018-01-01")
                        + issueCount(search + " merged:2018-01-01..2018-12-31")
                        + issueCount(search + " merged:>2018-12-31"));
        assertEquals(
                "UNPROCESSABLE",
                client.query("{ search(query: \"involves:octocat type:pr\", type: ISSUE, first: 1) { issueCount } }")
                        .at("/errors/0/type")
                        .asText());
    }

    @Test
    void commitsAndWhatTheyAreInAreFoundByTheirIds() {
        JsonNode pulls = client.query("{ search(query: \"involves:octocat -author:octocat type:pr is:merged\","
                        + " type: ISSUE, first: 6) { nodes { ... on PullRequest { id mergeCommit { id }"
                        + " commits(first: 1) { nodes { commit { id oid } } } } } } }")
                .at("/data/search/nodes");
        for (JsonNode pull : pulls) {
            for (String id : List.of(
                    pull.at("/id").asText(),
                    pull.at("/mergeCommit/id").asText(),
                    pull.at("/commits/nodes/0/commit/id").asText())) {
                assertEquals(
                        id,
                        client.query("{ node(id: \"" + id + "\") { id } }")
                                .at("/data/node/id")
                                .asText());
            }
        }
    }

    @Test
    void meIsWhoAsks() {
        client.send("PUT", "/_admin/tokens", "{\"accounts\":{\"a-token\":\"octocat\"}}");
        assertEquals(issueCount("author:octocat is:pr"), issueCount("author:@me is:pr"));
    }

    @Test
    void searchTermsThatAreNotSimulatedAreRefused() {
        Answer answer =
                client.query("{ search(query: \"author:octocat label:bug\", type: ISSUE, first: 1) { issueCount } }");
        assertTrue(answer.at("/errors/0/message").asText().contains("label:bug"));
    }

    @Test
    void starsAreOfOneOwnRepositoryWhenAskedForOwners() {
        String query =
                "{ user(login: \"octocat\") { repositories(first: 1, %s orderBy: {field: STARGAZERS, direction: DESC})"
                        + " { nodes { stargazerCount owner { login } } } } }";
        assertEquals(
                "octocat",
                client.query(query.formatted("ownerAffiliations: OWNER,"))
                        .at("/data/user/repositories/nodes/0/owner/login")
                        .asText());
        assertNotEquals(
                "octocat",
                client.query(query.formatted(""))
                        .at("/data/user/repositories/nodes/0/owner/login")
                        .asText(),
                "collaborators are in GitHub's default");
    }

    @Test
    void coauthorsAreWhereGitHubHasThem() {
        JsonNode pulls = client.query("""
                { user(login: "octocat") { pullRequests(first: 100, states: MERGED) { nodes {
                    commits(first: 10) { nodes { commit { authors(first: 10) { nodes { user { login } } } } } }
                    mergeCommit { authors(first: 10) { nodes { user { login } } } } } } } }""").at("/data/user/pullRequests/nodes");
        long onCommits = 0;
        long onMerges = 0;
        for (JsonNode pull : pulls) {
            onCommits += pull.at("/commits/nodes/0/commit/authors/nodes").size() > 1 ? 1 : 0;
            onMerges += pull.at("/mergeCommit/authors/nodes").size() > 1 ? 1 : 0;
        }
        assertTrue(onCommits > 0, "by trailers of commits");
        assertTrue(onMerges > 0, "by trailers of squash merges");
    }

    @Test
    void nodeIdsFindWhatTheyWereReadFrom() {
        JsonNode user = client.query("""
                { user(login: "octocat") { id pullRequests(first: 1) { nodes { id title } }
                    issues(first: 1) { nodes { id title } } repositories(first: 1) { nodes { id name } } } }""").at("/data/user");
        String ids = String.join(
                "\",\"",
                user.at("/id").asText(),
                user.at("/pullRequests/nodes/0/id").asText(),
                user.at("/issues/nodes/0/id").asText(),
                user.at("/repositories/nodes/0/id").asText(),
                "U_nonsense");
        Answer answer = client.query("{ nodes(ids: [\"" + ids + "\"]) { id __typename"
                + " ... on PullRequest { title } ... on Issue { title } ... on Repository { name } } }");
        assertEquals("User", answer.at("/data/nodes/0/__typename").asText());
        assertEquals(user.at("/pullRequests/nodes/0/title"), answer.at("/data/nodes/1/title"));
        assertEquals(user.at("/issues/nodes/0/title"), answer.at("/data/nodes/2/title"));
        assertEquals(user.at("/repositories/nodes/0/name"), answer.at("/data/nodes/3/name"));
        assertTrue(answer.at("/data/nodes/4").isNull());
        assertEquals("[\"nodes\",4]", answer.at("/errors/0/path").toString());
    }

    @Test
    void anOrganisationListsItsMembers() {
        Answer members = client.query("""
                { organization(login: "org-aurora") { membersWithRole(first: 100) { totalCount nodes { login
                    pullRequests(states: MERGED) { totalCount } } } } rateLimit { cost } }""");
        assertTrue(members.at("/data/organization/membersWithRole/totalCount").asInt() >= 3);
        assertTrue(members.at("/data/organization/membersWithRole/nodes/0/login")
                .asText()
                .startsWith("aurora-member-"));
        assertEquals(1, members.at("/data/rateLimit/cost").asInt());
    }

    @Test
    void badQueriesAreExplained() {
        assertTrue(client.query("{ user(login: \"octocat\") { stars } }")
                .at("/errors/0/message")
                .asText()
                .contains("stars"));
        assertTrue(client.query("{ user(").at("/errors/0/message").asText().contains("syntax"));
        assertEquals(400, client.post("/graphql", "{").status());
        assertEquals(405, client.get("/graphql").status());
        assertEquals(
                401, new Client(simulator, "").query("{ viewer { login } }").status());
    }

    private static int issueCount(String search) {
        return client.query("{ search(query: \"" + search + "\", type: ISSUE, first: 1) { issueCount } }")
                .at("/data/search/issueCount")
                .asInt(-1);
    }
}
