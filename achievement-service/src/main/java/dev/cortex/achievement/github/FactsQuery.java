package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Portions;
import dev.cortex.achievement.observation.Login;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The one query of the service: some users, each under an alias of his own, so that a missing one leaves the others.
 *
 * <p>For one user it also looks closely at his last merges and at a few without review. For many it does not: those looks
 * are nested connections, which GitHub counts once for every pull request.
 */
record FactsQuery(String document, Map<String, Object> variables, List<Login> logins, int pointsExpected)
        implements Query {
    private static final String FACTS = resource("graphql/facts.graphql");
    private static final String UNREVIEWED = resource("graphql/unreviewed.graphql");
    private static final String RECENT = resource("graphql/recent.graphql");

    /** Merges without review that are looked at; reviews and requests of each are a connection. */
    private static final int UNREVIEWED_LOOKED_AT = 10;

    /** {@code recent.graphql}: 10 merges, of each the commits, the authors of 4 commits and of the merge commit. */
    private static final int RECENT_CONNECTIONS = 1 + 10 + 10 * 4 + 10;

    /** Connections of {@code facts.graphql} and the search; GitHub counts each once for every user. */
    static final int CONNECTIONS_A_USER = 7;

    /** Of these connections three list 100 and two list one. */
    static final int NODES_A_USER = 302;

    /** How many merges of others he took part in. In a batch it would cost a seventh more. */
    private static final String INVOLVED = "involved: search(query: $o0, type: ISSUE, first: 1) {\n    issueCount\n  }";

    static final String INVOLVED_ALIAS = "involved";

    /** Below 100 connections in all: cost 1. */
    static FactsQuery of(Login login) {
        return build(
                List.of(login),
                "...facts\n    ...recent",
                "first: " + UNREVIEWED_LOOKED_AT + ") {\n    ...unreviewed\n  }\n  " + INVOLVED,
                FACTS + RECENT + UNREVIEWED,
                CONNECTIONS_A_USER + RECENT_CONNECTIONS + 2 * UNREVIEWED_LOOKED_AT + 1);
    }

    static FactsQuery of(List<Login> logins) {
        return build(logins, "...facts", "first: 1) {\n    issueCount\n  }", FACTS, CONNECTIONS_A_USER * logins.size());
    }

    static String userAlias(int index) {
        return "u" + index;
    }

    static String searchAlias(int index) {
        return "s" + index;
    }

    private static FactsQuery build(List<Login> logins, String user, String search, String fragments, int connections) {
        StringBuilder parameters = new StringBuilder();
        StringBuilder fields = new StringBuilder();
        Map<String, Object> variables = new LinkedHashMap<>();
        for (int i = 0; i < logins.size(); i++) {
            parameters.append("$l%d: String!, $q%d: String!, ".formatted(i, i));
            fields.append("""
                      %s: user(login: $l%d) {
                        %s
                      }
                      %s: search(query: $q%d, type: ISSUE, %s
                    """.formatted(userAlias(i), i, user, searchAlias(i), i, search));
            variables.put("l" + i, logins.get(i).value());
            variables.put("q" + i, "author:" + logins.get(i) + " type:pr is:merged review:none");
        }
        if (search.contains(INVOLVED)) {
            parameters.append("$o0: String!, ");
            variables.put("o0", involving(logins.getFirst().value()));
        }
        parameters.setLength(parameters.length() - 2);
        String document =
                "query facts(%s) {\n%s  rateLimit {\n    cost\n    limit\n    remaining\n    resetAt\n  }\n}\n%s"
                        .formatted(parameters, fields, fragments);
        return new FactsQuery(document, variables, List.copyOf(logins), Portions.pointsOf(connections));
    }

    /** Merged pull requests of others in which he took part: as near as search comes to those he is a co-author of. */
    static String involving(String login) {
        return "involves:" + login + " -author:" + login + " type:pr is:merged";
    }

    static String resource(String name) {
        try (InputStream in = FactsQuery.class.getClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
