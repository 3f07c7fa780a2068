package dev.cortex.local.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cortex.local.github.graphql.GraphQlEngine;
import dev.cortex.local.testing.GitHubSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Nothing in the simulator's schema differs from GitHub's: it is smaller, that is all. */
class SchemaSubsetTest {
    private final TypeDefinitionRegistry github = GitHubSchema.types();

    @Test
    void everyTypeFieldArgumentAndValueIsGitHubs() throws IOException {
        Set<String> ours = SchemaFacts.of(ours());
        assertFalse(ours.isEmpty());
        assertEquals(Set.of(), SchemaFacts.notIn(SchemaFacts.of(github), ours));
    }

    @Test
    void noArgumentThatGitHubRequiresIsLeftOut() throws IOException {
        Set<String> ours = SchemaFacts.of(ours());
        Set<String> required = new TreeSet<>(SchemaFacts.requiredArguments(github));
        required.removeIf(fact -> ours.stream().noneMatch(own -> own.startsWith(fact.replaceFirst(" takes .*", ": "))));
        assertEquals(Set.of(), SchemaFacts.notIn(ours, required));
    }

    private static TypeDefinitionRegistry ours() throws IOException {
        try (Reader sdl = new InputStreamReader(
                Objects.requireNonNull(GraphQlEngine.class.getResourceAsStream(GraphQlEngine.SCHEMA)),
                StandardCharsets.UTF_8)) {
            return new SchemaParser().parse(sdl);
        }
    }
}
