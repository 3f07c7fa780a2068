package dev.cortex.achievement.github;

import dev.cortex.achievement.observation.Login;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One page of an organisation's members. */
record MembersQuery(Login organization, int first, Optional<String> after) implements Query {
    private static final String DOCUMENT = """
            query members($login: String!, $first: Int!, $after: String) {
              organization(login: $login) {
                login
                name
                membersWithRole(first: $first, after: $after) {
                  totalCount
                  pageInfo {
                    hasNextPage
                    endCursor
                  }
                  nodes {
                    login
                  }
                }
              }
              rateLimit {
                cost
                limit
                remaining
                resetAt
              }
            }
            """;

    @Override
    public String document() {
        return DOCUMENT;
    }

    @Override
    public Map<String, Object> variables() {
        Map<String, Object> variables = new HashMap<>();
        variables.put("login", organization.value());
        variables.put("first", first);
        after.ifPresent(cursor -> variables.put("after", cursor));
        return variables;
    }

    @Override
    public int pointsExpected() {
        return 1;
    }
}
