package dev.cortex.gateway.route;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    @Test
    void treeMatchesItsRootAndAllBelow() {
        PathPattern tree = PathPattern.of("/api/tasks/**");
        assertTrue(tree.matches("/api/tasks"));
        assertTrue(tree.matches("/api/tasks/"));
        assertTrue(tree.matches("/api/tasks/1/events"));
        assertFalse(tree.matches("/api/tasksx"));
        assertFalse(tree.matches("/api"));
    }

    @Test
    void everythingMatchesTheWholeTree() {
        PathPattern all = PathPattern.of("/**");
        assertTrue(all.matches("/"));
        assertTrue(all.matches("/a/b"));
    }

    @Test
    void exactMatchesItself() {
        PathPattern exact = PathPattern.of("/api/tasks");
        assertTrue(exact.matches("/api/tasks"));
        assertFalse(exact.matches("/api/tasks/1"));
    }

    @Test
    void otherPatternsAreRefused() {
        for (String text : List.of("api/**", "/a/*/b", "/a**", "", "**")) {
            assertThrows(IllegalArgumentException.class, () -> PathPattern.of(text), text);
        }
    }

    @Test
    void firstMatchWins() {
        RouteTable table = new RouteTable(List.of(route(0, "/a/b"), route(1, "/a/**")));
        assertEquals(0, index(table, "/a/b"));
        assertEquals(1, index(table, "/a/c"));
        assertNull(table.match("/b"));
    }

    private static int index(RouteTable table, String path) {
        Route route = table.match(path);
        return route == null ? -1 : route.index();
    }

    private static Route route(int index, String path) {
        return new Route(path, index, PathPattern.of(path), "u", Access.OPEN, CacheRule.OFF, false);
    }
}
