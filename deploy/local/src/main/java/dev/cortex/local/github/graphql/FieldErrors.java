package dev.cortex.local.github.graphql;

import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.DataFetcherExceptionHandler;
import graphql.execution.DataFetcherExceptionHandlerParameters;
import graphql.execution.DataFetcherExceptionHandlerResult;
import java.util.concurrent.CompletableFuture;

/** Turns what fields throw into errors of the response. */
final class FieldErrors implements DataFetcherExceptionHandler {
    @Override
    public CompletableFuture<DataFetcherExceptionHandlerResult> handleException(
            DataFetcherExceptionHandlerParameters parameters) {
        return CompletableFuture.completedFuture(DataFetcherExceptionHandlerResult.newResult()
                .error(error(parameters))
                .build());
    }

    private static GraphQLError error(DataFetcherExceptionHandlerParameters parameters) {
        Throwable failure = parameters.getException();
        if (failure instanceof FieldError refused) {
            return refused.at(parameters.getDataFetchingEnvironment());
        }
        return GraphqlErrorBuilder.newError(parameters.getDataFetchingEnvironment())
                .message("The simulator failed: %s", failure)
                .build();
    }
}
