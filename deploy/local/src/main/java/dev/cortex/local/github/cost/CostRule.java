package dev.cortex.local.github.cost;

import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;

/**
 * GitHub's cost rule: every unique connection costs one request per parent, assuming that each connection above it returns
 * as many nodes as its {@code first} or {@code last} allows; a hundred requests are a point, rounded, and no call is free.
 *
 * <p>The normalized operation has fragments, directives and variables already resolved, so what is counted here is what
 * would be fetched. Aliases make connections unique: the same field under two aliases counts twice.
 */
public final class CostRule {
    private final GraphQLSchema schema;
    private long requests;
    private long nodes;

    private CostRule(GraphQLSchema schema) {
        this.schema = schema;
    }

    public static Cost of(ExecutableNormalizedOperation operation, GraphQLSchema schema) {
        CostRule rule = new CostRule(schema);
        operation.getTopLevelFields().forEach(field -> rule.count(field, 1));
        return new Cost(rule.requests, rule.nodes);
    }

    private void count(ExecutableNormalizedField field, long parents) {
        long each = isConnection(field) ? countConnection(field, parents) : times(parents, requestedIds(field));
        field.getChildren().forEach(child -> count(child, each));
    }

    private long countConnection(ExecutableNormalizedField field, long parents) {
        long returned = times(parents, pageSize(field));
        requests = plus(requests, parents);
        nodes = plus(nodes, returned);
        return returned;
    }

    private boolean isConnection(ExecutableNormalizedField field) {
        return field.getTypes(schema).stream()
                .map(GraphQLTypeUtil::unwrapAll)
                .map(GraphQLNamedType::getName)
                .anyMatch(name -> name.endsWith("Connection"));
    }

    /** Without {@code first} and {@code last} only totals can be asked for: a request, but no nodes. */
    private static long pageSize(ExecutableNormalizedField field) {
        Object first = field.getResolvedArguments().get("first");
        Object size = first == null ? field.getResolvedArguments().get("last") : first;
        return size instanceof Number number ? Math.max(0, number.longValue()) : 0;
    }

    /** A look-up by many ids has many parents without being a connection. */
    private static long requestedIds(ExecutableNormalizedField field) {
        return field.getResolvedArguments().get("ids") instanceof Collection<?> ids ? ids.size() : 1;
    }

    // Nine levels of a hundred overflow a long; "more than anyone may ask for" is all that matters then.
    private static long times(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    private static long plus(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
