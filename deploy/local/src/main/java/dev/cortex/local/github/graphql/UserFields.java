package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.history.Answers;
import dev.cortex.local.github.history.Issue;
import dev.cortex.local.github.history.Issues;
import dev.cortex.local.github.history.PullRequest;
import dev.cortex.local.github.history.Pulls;
import dev.cortex.local.github.history.Sponsorship;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The connections of a user. */
final class UserFields {
    private UserFields() {}

    static Connection pullRequests(DataFetchingEnvironment environment) {
        Set<PullRequest.State> states = states(environment, PullRequest.State.class);
        List<PullRequest> items = Pulls.of(user(environment)).in(states);
        return Page.of(ordered(items, environment, PullRequest::updatedAt), environment);
    }

    static Connection issues(DataFetchingEnvironment environment) {
        Set<Issue.State> states = states(environment, Issue.State.class);
        List<Issue> items = Issues.of(user(environment)).in(states);
        return Page.of(ordered(items, environment, Issue::updatedAt), environment);
    }

    static Connection discussionComments(DataFetchingEnvironment environment) {
        boolean onlyAnswers = environment.getArgumentOrDefault("onlyAnswers", false);
        return Page.of(Answers.of(user(environment), onlyAnswers), environment);
    }

    static Connection sponsorships(DataFetchingEnvironment environment) {
        boolean activeOnly = environment.getArgumentOrDefault("activeOnly", true);
        List<Sponsorship> all = Sponsorship.by(user(environment));
        return Page.of(activeOnly ? all.stream().filter(Sponsorship::isActive).toList() : all, environment);
    }

    private static Account user(DataFetchingEnvironment environment) {
        return Source.of(environment, Account.class);
    }

    /** No {@code states}, and an empty list too, means all of them. */
    private static <S extends Enum<S>> Set<S> states(DataFetchingEnvironment environment, Class<S> type) {
        List<String> names = environment.getArgumentOrDefault("states", List.of());
        Set<S> states = EnumSet.noneOf(type);
        names.forEach(name -> states.add(Enum.valueOf(type, name)));
        return states.isEmpty() ? EnumSet.allOf(type) : states;
    }

    /** Items come oldest first, which is GitHub's order when none is asked for. */
    private static <T> List<T> ordered(
            List<T> items, DataFetchingEnvironment environment, Function<T, Instant> updatedAt) {
        @Nullable Map<String, String> order = environment.getArgument("orderBy");
        if (order == null) {
            return items;
        }
        List<T> ascending =
                switch (order.get("field")) {
                    case "CREATED_AT" -> items;
                    case "UPDATED_AT" ->
                        items.stream().sorted(Comparator.comparing(updatedAt)).toList();
                    default ->
                        throw new FieldError(
                                "UNPROCESSABLE", "The simulator does not order by " + order.get("field") + ".");
                };
        return "DESC".equals(order.get("direction")) ? ascending.reversed() : ascending;
    }
}
