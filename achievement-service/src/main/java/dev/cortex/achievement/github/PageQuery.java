package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Portions;
import dev.cortex.achievement.walk.Ask;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Window;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The queries of a scan. */
record PageQuery(String document, Map<String, Object> variables, int pointsExpected) implements Query {
    private static final String LIMITS = resource("limits");
    private static final String MERGES = resource("merges") + resource("merge") + LIMITS;
    private static final String INVOLVED = resource("involved") + resource("merge") + LIMITS;
    private static final String ANSWERS = resource("answers") + LIMITS;
    private static final String CLOSED_ISSUES = resource("closedIssues") + LIMITS;
    private static final String CLOSED_PULLS = resource("closedPulls") + LIMITS;
    private static final String COMMITS = resource("commits") + LIMITS;
    private static final String AUTHORS = resource("authors") + LIMITS;

    /** Of every merge: its commits, its reviews, the reviews asked for. */
    private static final int CONNECTIONS_A_MERGE = 3;

    /** So many ids GitHub takes at once. */
    static final int IDS_MAX = 100;

    static PageQuery of(Ask ask) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("id", ask.nodeId());
        return switch (ask.kind()) {
            case MERGES -> {
                listed(ask, variables, ask.back() ? "UPDATED_AT" : "CREATED_AT");
                variables.put("direction", ask.back() ? "DESC" : "ASC");
                variables.put("deep", !ask.light());
                yield of(MERGES, variables, 1 + (ask.light() ? 0 : ask.size() * CONNECTIONS_A_MERGE));
            }
            case INVOLVED -> {
                variables.put("query", search(ask));
                variables.put("size", ask.size());
                variables.put("deep", !ask.light());
                ask.cursor().ifPresent(cursor -> variables.put("after", cursor));
                yield of(INVOLVED, variables, 1 + (ask.light() ? 0 : ask.size()));
            }
            case ANSWERS -> {
                variables.put(ask.back() ? "last" : "first", ask.size());
                ask.cursor().ifPresent(cursor -> variables.put(ask.back() ? "before" : "after", cursor));
                yield of(ANSWERS, variables, 1);
            }
            case CLOSED_ISSUES, CLOSED_PULLS -> {
                listed(ask, variables, ask.back() ? "UPDATED_AT" : "CREATED_AT");
                yield of(ask.kind() == Kind.CLOSED_ISSUES ? CLOSED_ISSUES : CLOSED_PULLS, variables, 1);
            }
        };
    }

    /** The commits of a pull request that has more than a page of them. */
    static PageQuery commits(String pull, String after) {
        return of(COMMITS, Map.of("pull", pull, "after", after), 1);
    }

    /** Who wrote these commits. */
    static PageQuery authors(List<String> ids) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        ids.forEach(all::add);
        return of(AUTHORS, Map.of("ids", all.build()), ids.size());
    }

    private static void listed(Ask ask, Map<String, Object> variables, String field) {
        variables.put("size", ask.size());
        variables.put("field", field);
        ask.cursor().ifPresent(cursor -> variables.put("after", cursor));
    }

    private static String search(Ask ask) {
        Window window = ask.window().orElseThrow(() -> new IllegalArgumentException("a search without a window"));
        return FactsQuery.involving(ask.login()) + " merged:" + window.from() + ".." + window.to()
                + " sort:created-asc";
    }

    private static PageQuery of(String document, Map<String, Object> variables, int connections) {
        return new PageQuery(document, Map.copyOf(variables), Portions.pointsOf(connections));
    }

    private static String resource(String name) {
        return FactsQuery.resource("graphql/scan/" + name + ".graphql");
    }
}
