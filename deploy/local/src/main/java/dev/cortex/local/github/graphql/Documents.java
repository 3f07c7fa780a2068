package dev.cortex.local.github.graphql;

import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.ParseAndValidateResult;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.execution.preparsed.PreparsedDocumentProvider;
import graphql.parser.ParserOptions;
import graphql.schema.GraphQLSchema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Parsed and validated queries by their text: clients send the same few again and again. */
final class Documents implements PreparsedDocumentProvider {
    private static final int KEPT = 500;

    /** GitHub takes queries of several hundred aliases; the parser's own bound is meant for public servers. */
    private static final int TOKENS_MAX = 300_000;

    private static final ParserOptions PARSING = ParserOptions.getDefaultOperationParserOptions()
            .transform(options -> options.maxTokens(TOKENS_MAX).maxWhitespaceTokens(TOKENS_MAX * 4));

    private final GraphQLSchema schema;

    private final Map<String, PreparsedDocumentEntry> recent =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, PreparsedDocumentEntry> eldest) {
                    return size() > KEPT;
                }
            });

    Documents(GraphQLSchema schema) {
        this.schema = schema;
    }

    PreparsedDocumentEntry read(String query) {
        PreparsedDocumentEntry known = recent.get(query);
        if (known != null) {
            return known;
        }
        PreparsedDocumentEntry entry = parse(query);
        recent.put(query, entry);
        return entry;
    }

    private PreparsedDocumentEntry parse(String query) {
        ExecutionInput input = ExecutionInput.newExecutionInput(query)
                .graphQLContext(Map.of(ParserOptions.class, PARSING))
                .build();
        ParseAndValidateResult result = ParseAndValidate.parseAndValidate(schema, input);
        return result.isFailure()
                ? new PreparsedDocumentEntry(result.getErrors())
                : new PreparsedDocumentEntry(result.getDocument());
    }

    @Override
    public CompletableFuture<PreparsedDocumentEntry> getDocumentAsync(
            ExecutionInput input, Function<ExecutionInput, PreparsedDocumentEntry> parseAndValidate) {
        return CompletableFuture.completedFuture(read(input.getQuery()));
    }
}
