package dev.cortex.local.github.graphql;

import dev.cortex.local.github.cost.Cost;
import java.util.List;
import java.util.Map;

/** What is known about a query before it is executed. */
public sealed interface Preparation {
    /** The query cannot be executed; {@code errors} as they go into the response. */
    record Refused(List<Map<String, Object>> errors) implements Preparation {}

    /**
     * The query is valid and within the node limit.
     *
     * @param loginByAlias the user or organisation that each root field asks for, in lower case
     */
    record Ready(GraphQlRequest request, Cost cost, Map<String, String> loginByAlias) implements Preparation {}
}
