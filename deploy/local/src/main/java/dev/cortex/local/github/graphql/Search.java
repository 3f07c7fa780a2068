package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.history.Issue;
import dev.cortex.local.github.history.Issues;
import dev.cortex.local.github.history.PullRequest;
import dev.cortex.local.github.history.Pulls;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Answers {@code search}: the total is exact, the pages end after a thousand results. */
final class Search {
    private static final int REACHABLE = 1_000;

    private final Accounts accounts;

    Search(Accounts accounts) {
        this.accounts = accounts;
    }

    Connection fetch(DataFetchingEnvironment environment) {
        List<?> found = find(SearchQuery.parse(environment.getArgumentOrDefault("query", "")), environment);
        return Page.of(found, Math.min(found.size(), REACHABLE), environment);
    }

    /** An author nobody knows has no results; that is no error. */
    private List<?> find(SearchQuery query, DataFetchingEnvironment environment) {
        String involved = query.involved();
        String author = query.author();
        if ((author == null) == (involved == null)) {
            throw new FieldError("UNPROCESSABLE", "The simulator searches by `author:` or by `involves:`.");
        }
        if (involved != null) {
            return accounts.user(involved)
                    .map(account -> ordered(query, involving(query, account)))
                    .orElseGet(List::of);
        }
        String login = "@me".equals(author) ? Call.of(environment).viewer() : String.valueOf(author);
        return accounts.user(login)
                .map(account -> ordered(query, written(query, account)))
                .orElseGet(List::of);
    }

    /** Of what others wrote only merged pull requests are simulated. */
    private static List<?> involving(SearchQuery query, Account account) {
        if (query.type() != SearchQuery.Type.PULL_REQUEST || !query.admits(false, true) || query.admits(true, false)) {
            throw new FieldError("UNPROCESSABLE", "The simulator knows `involves:` with `type:pr is:merged` only.");
        }
        List<PullRequest> all = Pulls.of(account).involving();
        return query.hasDates()
                ? all.stream()
                        .filter(pull -> query.admits(pull.createdAt(), pull.closedAt(), true))
                        .toList()
                : all;
    }

    private static List<?> written(SearchQuery query, Account author) {
        return switch (query.type()) {
            case PULL_REQUEST -> pulls(query, author);
            case ISSUE -> issues(query, author);
            case ANY ->
                sorted(Stream.concat(pulls(query, author).stream(), issues(query, author).stream()), Search::createdAt);
        };
    }

    private static List<?> ordered(SearchQuery query, List<?> oldestFirst) {
        return switch (query.order()) {
            case "created-asc" -> oldestFirst;
            case "updated-asc" -> sorted(oldestFirst.stream(), Search::updatedAt);
            case "updated-desc" ->
                sorted(oldestFirst.stream(), Search::updatedAt).reversed();
            default -> oldestFirst.reversed();
        };
    }

    private static List<PullRequest> pulls(SearchQuery query, Account author) {
        Set<PullRequest.State> states = Arrays.stream(PullRequest.State.values())
                .filter(state -> query.admits(state == PullRequest.State.OPEN, state == PullRequest.State.MERGED))
                .collect(Collectors.toSet());
        boolean unreviewedMerges = query.onlyUnreviewed() && states.equals(Set.of(PullRequest.State.MERGED));
        List<PullRequest> all = unreviewedMerges
                ? Pulls.of(author).mergedUnreviewed()
                : Pulls.of(author).in(states);
        if (!query.hasDates() && (unreviewedMerges || !query.onlyUnreviewed())) {
            return all;
        }
        Stream<PullRequest> fitting = all.stream()
                .filter(pull -> query.admits(pull.createdAt(), pull.closedAt(), pull.merged()))
                .filter(pull -> !query.onlyUnreviewed() || !pull.traits().reviewed());
        return fitting.toList();
    }

    private static List<Issue> issues(SearchQuery query, Account author) {
        Set<Issue.State> states = Arrays.stream(Issue.State.values())
                .filter(state -> query.admits(state == Issue.State.OPEN, false))
                .collect(Collectors.toSet());
        if (states.isEmpty()) {
            return List.of();
        }
        List<Issue> all = Issues.of(author).in(states);
        return query.hasDates()
                ? all.stream()
                        .filter(issue -> query.admits(issue.createdAt(), issue.closedAt(), false))
                        .toList()
                : all;
    }

    private static List<?> sorted(Stream<?> items, Function<Object, Instant> by) {
        return items.sorted((a, b) -> by.apply(a).compareTo(by.apply(b))).toList();
    }

    private static Instant createdAt(Object item) {
        return item instanceof Issue issue ? issue.createdAt() : ((PullRequest) item).createdAt();
    }

    private static Instant updatedAt(Object item) {
        return item instanceof Issue issue ? issue.updatedAt() : ((PullRequest) item).updatedAt();
    }
}
