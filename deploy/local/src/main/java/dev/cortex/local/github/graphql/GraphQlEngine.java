package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.cost.Cost;
import dev.cortex.local.github.cost.CostRule;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.GraphQLException;
import graphql.execution.RawVariables;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Document;
import graphql.normalized.ExecutableNormalizedField;
import graphql.normalized.ExecutableNormalizedOperation;
import graphql.normalized.ExecutableNormalizedOperationFactory;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads, weighs and executes queries. */
public final class GraphQlEngine {
    /** The schema as SDL, on the class path. */
    public static final String SCHEMA = "/github/schema.graphql";

    private static final Pattern AUTHOR = Pattern.compile("(?:^|\\s)(?:author|involves):@?([^\\s]+)");

    private final GraphQLSchema schema;
    private final Documents documents;
    private final GraphQL graphql;

    public GraphQlEngine(Accounts accounts) {
        this.schema = load(accounts);
        this.documents = new Documents(schema);
        this.graphql = GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider(documents)
                .defaultDataFetcherExceptionHandler(new FieldErrors())
                .build();
    }

    private static GraphQLSchema load(Accounts accounts) {
        try (Reader sdl = new InputStreamReader(
                Objects.requireNonNull(GraphQlEngine.class.getResourceAsStream(SCHEMA)), StandardCharsets.UTF_8)) {
            return new SchemaGenerator()
                    .makeExecutableSchema(new SchemaParser().parse(sdl), new Wiring(accounts).runtime());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + SCHEMA, e);
        }
    }

    public Preparation prepare(GraphQlRequest request) {
        String query = request.query();
        if (query == null || query.isBlank()) {
            return refused("A query attribute must be specified and must be a string.");
        }
        PreparsedDocumentEntry entry = documents.read(query);
        if (entry.hasErrors()) {
            return new Preparation.Refused(GraphQlErrors.of(entry.getErrors()));
        }
        try {
            ExecutableNormalizedOperation operation = normalized(request, entry.getDocument());
            Cost cost = CostRule.of(operation, schema);
            return cost.overNodeLimit()
                    ? tooManyNodes(cost)
                    : new Preparation.Ready(request, cost, logins(operation.getTopLevelFields()));
        } catch (GraphQLException e) {
            // Wrong variables, or an operation name that the document lacks.
            return refused(Objects.requireNonNullElse(e.getMessage(), "The query cannot be executed."));
        }
    }

    private ExecutableNormalizedOperation normalized(GraphQlRequest request, Document document) {
        return ExecutableNormalizedOperationFactory.createExecutableNormalizedOperationWithRawVariables(
                schema, document, request.operationName(), RawVariables.of(request.variablesOrNone()));
    }

    private static Preparation refused(String message) {
        return new Preparation.Refused(List.of(Map.of("message", message)));
    }

    private static Preparation tooManyNodes(Cost cost) {
        String message = String.format(
                Locale.ROOT,
                "This query requests up to %,d possible nodes which exceeds the maximum limit of %,d.",
                cost.nodes(),
                Cost.NODE_LIMIT);
        return new Preparation.Refused(List.of(Map.of("type", "MAX_NODE_LIMIT_EXCEEDED", "message", message)));
    }

    /** By login, by node id, or by whom a search is about; an account that was renamed is found by its first login. */
    private static Map<String, String> logins(List<ExecutableNormalizedField> rootFields) {
        Map<String, String> logins = new LinkedHashMap<>();
        for (ExecutableNormalizedField field : rootFields) {
            askedFor(field).ifPresent(login -> logins.put(field.getResultKey(), login.toLowerCase(Locale.ROOT)));
        }
        return logins;
    }

    private static Optional<String> askedFor(ExecutableNormalizedField field) {
        if (field.getResolvedArguments().get("login") instanceof String login) {
            return Optional.of(login);
        }
        if (field.getResolvedArguments().get("id") instanceof String id) {
            return NodeId.parse(id).map(node -> node.key().split("/", 2)[0]);
        }
        if (field.getResolvedArguments().get("query") instanceof String search) {
            Matcher author = AUTHOR.matcher(search);
            return author.find() ? Optional.of(author.group(1)) : Optional.empty();
        }
        return Optional.empty();
    }

    /** The response body: {@code data}, and {@code errors} when there are any. */
    public Map<String, Object> execute(Preparation.Ready ready, Call call) {
        GraphQlRequest request = ready.request();
        ExecutionResult result = graphql.execute(ExecutionInput.newExecutionInput()
                .query(request.query())
                .operationName(request.operationName())
                .variables(request.variablesOrNone())
                .graphQLContext(Map.of(Call.class, call))
                .build());
        Map<String, Object> body = new LinkedHashMap<>();
        if (result.isDataPresent()) {
            body.put("data", result.getData());
        }
        if (!result.getErrors().isEmpty()) {
            body.put("errors", GraphQlErrors.of(result.getErrors()));
        }
        return body;
    }
}
