package dev.cortex.local.github.graphql;

import graphql.GraphQLContext;
import graphql.execution.CoercedVariables;
import graphql.language.StringValue;
import graphql.language.Value;
import graphql.schema.Coercing;
import graphql.schema.CoercingParseLiteralException;
import graphql.schema.GraphQLScalarType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;

/** GitHub's scalars that are strings in JSON; times have whole seconds. */
final class TextScalar implements Coercing<String, String> {
    private TextScalar() {}

    static GraphQLScalarType of(String name) {
        return GraphQLScalarType.newScalar()
                .name(name)
                .coercing(new TextScalar())
                .build();
    }

    @Override
    public String serialize(Object result, GraphQLContext context, Locale locale) {
        return result instanceof Instant at ? at.truncatedTo(ChronoUnit.SECONDS).toString() : result.toString();
    }

    @Override
    public String parseValue(Object input, GraphQLContext context, Locale locale) {
        return input.toString();
    }

    @Override
    public String parseLiteral(Value<?> input, CoercedVariables variables, GraphQLContext context, Locale locale) {
        if (input instanceof StringValue text) {
            return Objects.requireNonNull(text.getValue());
        }
        throw new CoercingParseLiteralException("a string is expected");
    }
}
