package dev.cortex.routing.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class StemTest {
    @Test
    void inflectionsMeet() {
        same("vulnerability", "vulnerabilities");
        same("deploy", "deploys", "deployed", "deploying");
        same("release", "releases", "released", "releasing");
        same("fix", "fixes", "fixed", "fixing");
        same("plan", "plans", "planned", "planning");
        same("scan", "scanning", "scanned");
        same("build", "builds", "building", "built");
        same("branch", "branches");
        same("repository", "repositories");
        same("assign", "assigning", "assigned");
    }

    @Test
    void whatOnlyLooksInflectedStays() {
        apart("release", "relevant");
        apart("test", "text");
        apart("access", "acces");
        assertEquals("status", Stem.of("status"));
        assertEquals("red", Stem.of("red"));
        assertEquals("king", Stem.of("king"));
    }

    private static void same(String word, String... others) {
        for (String other : others) {
            assertEquals(Stem.of(word), Stem.of(other), other);
        }
    }

    private static void apart(String one, String other) {
        assertNotEquals(Stem.of(one), Stem.of(other));
    }
}
