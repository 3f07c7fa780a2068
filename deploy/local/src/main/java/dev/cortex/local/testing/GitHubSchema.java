package dev.cortex.local.testing;

import graphql.GraphQLError;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * GitHub's public GraphQL schema, for tests of what we send and simulate. It is fetched by npm into {@code target/}, in the
 * version and with the checksum that this module's {@code package-lock.json} names.
 */
public final class GitHubSchema {
    private static final Path HOME = Path.of("target", "github-schema").toAbsolutePath();
    private static final Path FILE = HOME.resolve("node_modules/@octokit/graphql-schema/schema.graphql");
    private static final List<String> LOCK = List.of("package.json", "package-lock.json");

    private GitHubSchema() {}

    /**
     * The schema in SDL.
     *
     * @throws IllegalStateException when npm is missing or cannot fetch it, saying so
     */
    public static synchronized Path file() {
        try {
            if (!isFetched()) {
                fetch();
            }
            return FILE;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + HOME, e);
        }
    }

    /** All types of the schema. */
    public static TypeDefinitionRegistry types() {
        TypeDefinitionRegistry types = new SchemaParser().parse(file().toFile());
        for (ObjectTypeDefinition type : types.getTypes(ObjectTypeDefinition.class)) {
            ObjectTypeDefinition unique = withoutRepetitions(type);
            if (unique != type) {
                types.remove(type);
                types.add(unique);
            }
        }
        return types;
    }

    /** GitHub's published file names a few fields of enterprise types twice, which makes it invalid as a whole. */
    private static ObjectTypeDefinition withoutRepetitions(ObjectTypeDefinition type) {
        Map<String, FieldDefinition> byName = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> byName.putIfAbsent(field.getName(), field));
        return byName.size() == type.getFieldDefinitions().size()
                ? type
                : type.transform(changed -> changed.fieldDefinitions(List.copyOf(byName.values())));
    }

    /** What GitHub would find wrong with a query; empty when it is valid. */
    public static List<String> errorsIn(String query) {
        try {
            return new Validator()
                    .validateDocument(Loaded.SCHEMA, Parser.parse(query), Locale.ROOT).stream()
                            .map(GraphQLError::getMessage)
                            .toList();
        } catch (InvalidSyntaxException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Reading a megabyte of SDL takes a second: once is enough. */
    private static final class Loaded {
        static final GraphQLSchema SCHEMA = UnExecutableSchemaGenerator.makeUnExecutableSchema(types());
    }

    private static boolean isFetched() throws IOException {
        Path lock = HOME.resolve(LOCK.getLast());
        return Files.exists(FILE)
                && Files.exists(lock)
                && Files.readString(lock).equals(resource(LOCK.getLast()));
    }

    private static void fetch() throws IOException {
        Files.createDirectories(HOME);
        for (String name : LOCK) {
            Path next = HOME.resolve(name + ".next");
            Files.writeString(next, resource(name));
            Files.move(next, HOME.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        String output = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund");
        if (!Files.exists(FILE)) {
            throw new IllegalStateException(
                    "npm did not fetch @octokit/graphql-schema, GitHub's public schema: " + output);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(GitHubSchema.class.getResourceAsStream("/github/npm/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String npm(String... arguments) {
        List<String> command = new ArrayList<>(List.of("npm"));
        command.addAll(List.of(arguments));
        try {
            Process npm = new ProcessBuilder(command)
                    .directory(HOME.toFile())
                    .redirectErrorStream(true)
                    .start();
            return new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "npm is missing: this test reads GitHub's public schema from the npm package"
                            + " @octokit/graphql-schema; install Node.js 20 or newer",
                    e);
        }
    }
}
