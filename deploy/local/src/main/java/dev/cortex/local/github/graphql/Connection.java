package dev.cortex.local.github.graphql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One page of a list, in the form of GitHub's connections. */
public record Connection(List<?> nodes, int offset, int totalCount, int reachable) {
    /** One item and the cursor that names its place. */
    public record Edge(String cursor, Object node) {}

    /** Where the page stands in the whole. */
    public record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    public List<Edge> edges() {
        return java.util.stream.IntStream.range(0, nodes.size())
                .mapToObj(at -> new Edge(Cursor.of(offset + at), nodes.get(at)))
                .toList();
    }

    public PageInfo pageInfo() {
        boolean empty = nodes.isEmpty();
        return new PageInfo(
                offset + nodes.size() < reachable,
                offset > 0,
                empty ? null : Cursor.of(offset),
                empty ? null : Cursor.of(offset + nodes.size() - 1));
    }

    /** What a search calls its total. */
    public int issueCount() {
        return totalCount;
    }
}
