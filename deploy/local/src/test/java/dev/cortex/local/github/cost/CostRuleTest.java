package dev.cortex.local.github.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.GitHubSchema;
import graphql.execution.RawVariables;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The worked examples of GitHub's documentation, on GitHub's own schema, and what follows from them. */
class CostRuleTest {
    private static GraphQLSchema github;

    @BeforeAll
    static void readSchema() {
        github = UnExecutableSchemaGenerator.makeUnExecutableSchema(GitHubSchema.types());
    }

    @Test
    void documentedExampleOfPointsCosts51() {
        Cost cost = cost("""
                query { viewer { login repositories(first: 100) { edges { node { id
                  issues(first: 50) { edges { node { id
                    labels(first: 60) { edges { node { id name } } } } } } } } } } }""");
        assertEquals(5_101, cost.requests());
        assertEquals(51, cost.points());
    }

    @Test
    void documentedExampleOfNodesReturns550() {
        Cost cost = cost("""
                query { viewer { repositories(first: 50) { edges { repository:node { name
                  issues(first: 10) { totalCount edges { node { title bodyHTML } } } } } } } }""");
        assertEquals(550, cost.nodes());
    }

    @Test
    void documentedLongerExampleOfNodesReturns22060() {
        Cost cost = cost("""
                query { viewer { repositories(first: 50) { edges { repository:node { name
                  pullRequests(first: 20) { edges { pullRequest:node { title
                    comments(first: 10) { edges { comment:node { bodyHTML } } } } } }
                  issues(first: 20) { totalCount edges { issue:node { title bodyHTML
                    comments(first: 10) { edges { comment:node { bodyHTML } } } } } } } } }
                  followers(first: 10) { edges { follower:node { login } } } } }""");
        assertEquals(22_060, cost.nodes());
        assertEquals(1 + 50 + 1_000 + 50 + 1_000 + 1, cost.requests());
        assertEquals(21, cost.points());
    }

    @Test
    void totalsAloneAreRequestsWithoutNodes() {
        Cost cost = cost("""
                { user(login: "a") { pullRequests(states: MERGED) { totalCount } issues { totalCount } } }""");
        assertEquals(new Cost(2, 0), cost);
        assertEquals(1, cost.points());
    }

    @Test
    void noCallIsFree() {
        assertEquals(1, cost("{ rateLimit { cost } }").points());
    }

    @Test
    void aliasesAreConnectionsOfTheirOwn() {
        String users = IntStream.range(0, 100)
                .mapToObj(i ->
                        "u" + i + ": user(login: \"u" + i + "\") { pullRequests { totalCount } issues { totalCount } }")
                .collect(Collectors.joining(" "));
        Cost cost = cost("{" + users + "}");
        assertEquals(200, cost.requests());
        assertEquals(2, cost.points());
    }

    @Test
    void repeatedFieldsAndFragmentsAreOneConnection() {
        Cost cost = cost("""
                { user(login: "a") { issues(first: 5) { totalCount } ...more } }
                fragment more on User { issues(first: 5) { nodes { title } } }""");
        assertEquals(new Cost(1, 5), cost);
    }

    @Test
    void directivesAndVariablesAreResolvedFirst() {
        String query = """
                query($with: Boolean!, $n: Int = 3) { user(login: "a") {
                  issues(first: $n) @include(if: $with) { nodes { title } } repositories(last: 7) { totalCount } } }""";
        assertEquals(new Cost(1, 7), cost(query, Map.of("with", false)));
        assertEquals(new Cost(2, 57), cost(query, Map.of("with", true, "n", 50)));
        assertEquals(new Cost(2, 10), cost(query, Map.of("with", true)));
    }

    @Test
    void lookUpsByManyIdsHaveManyParents() {
        List<String> ids = IntStream.range(0, 100).mapToObj(Integer::toString).toList();
        Cost cost = cost(
                "query($ids: [ID!]!) { nodes(ids: $ids) { ... on User { issues { totalCount } pullRequests { totalCount } } } }",
                Map.of("ids", ids));
        assertEquals(200, cost.requests());
    }

    @Test
    void halfAMillionNodesIsTheLimit() {
        String query = """
                query($n: Int!) { viewer { repositories(first: 100) { nodes { issues(first: 100) { nodes {
                  comments(first: $n) { totalCount } } } } } } }""";
        Cost within = cost(query, Map.of("n", 48));
        assertEquals(490_100, within.nodes());
        assertTrue(!within.overNodeLimit());
        assertTrue(cost(query, Map.of("n", 49)).overNodeLimit());
    }

    @Test
    void depthThatOverflowsIsStillTooMuch() {
        String inner = "totalCount";
        for (int depth = 0; depth < 12; depth++) {
            inner = "nodes { owner { repositories(first: 100) { " + inner + " } } }";
        }
        Cost cost = cost("{ viewer { repositories(first: 100) { " + inner + " } } }");
        assertTrue(cost.overNodeLimit());
        assertTrue(cost.requests() > 0 && cost.points() > 0);
    }

    private static Cost cost(String query) {
        return cost(query, Map.of());
    }

    private static Cost cost(String query, Map<String, Object> variables) {
        return CostRule.of(
                ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
                        github, Parser.parse(query), null, RawVariables.of(variables)),
                github);
    }
}
