package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.account.NodeId;
import dev.cortex.local.github.history.Answers;
import dev.cortex.local.github.history.Commit;
import dev.cortex.local.github.history.Issue;
import dev.cortex.local.github.history.Issues;
import dev.cortex.local.github.history.PullRequest;
import dev.cortex.local.github.history.Pulls;
import dev.cortex.local.github.history.Repositories;
import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds things by their global node id: accounts, pull requests, commits, issues, repositories and discussion
 * comments.
 */
final class Nodes {
    private final Accounts accounts;

    Nodes(Accounts accounts) {
        this.accounts = accounts;
    }

    Object fetchOne(DataFetchingEnvironment environment) {
        String id = environment.getArgumentOrDefault("id", "");
        return find(id).orElseThrow(() -> missing(id));
    }

    /** Each id stands for itself: what is not found is null in its place, with an error that names the place. */
    DataFetcherResult<List<@Nullable Object>> fetchMany(DataFetchingEnvironment environment) {
        List<String> ids = environment.getArgumentOrDefault("ids", List.of());
        if (ids.size() > 100) {
            throw new FieldError(
                    "ARGUMENT_LIMIT", "You may not provide more than 100 node ids; you provided " + ids.size() + ".");
        }
        List<@Nullable Object> found = new ArrayList<>();
        DataFetcherResult.Builder<List<@Nullable Object>> result = DataFetcherResult.newResult();
        for (int at = 0; at < ids.size(); at++) {
            String id = ids.get(at);
            Optional<Object> node = find(id);
            found.add(node.orElse(null));
            if (node.isEmpty()) {
                result.error(missing(id).at(environment, at));
            }
        }
        return result.data(found).build();
    }

    private static FieldError missing(String id) {
        return FieldError.notFound("Could not resolve to a node with the global id of '" + id + "'.");
    }

    Optional<Object> find(String id) {
        return NodeId.parse(id).flatMap(this::find);
    }

    private Optional<Object> find(NodeId id) {
        String[] parts = id.key().split("/", 3);
        Optional<Account> owner = accounts.byBirthLogin(parts[0]);
        return switch (id.prefix()) {
            case "U", "O", "BOT" ->
                owner.filter(account -> account.id().equals(id.text())).map(Object.class::cast);
            case "R" -> owner.flatMap(account -> repository(account, parts));
            case "C" -> commit(parts);
            default -> owner.flatMap(account -> item(account, id.prefix(), parts));
        };
    }

    private static Optional<Object> repository(Account owner, String[] parts) {
        return Repositories.ownedBy(owner).stream()
                .filter(repository -> parts.length > 1 && repository.name().equals(parts[1]))
                .map(Object.class::cast)
                .findFirst();
    }

    /** The id of a commit is that of its pull request and its place there. */
    private Optional<Object> commit(String[] parts) {
        if (parts.length != 2 || !parts[1].matches("-1|\\d{1,9}")) {
            return Optional.empty();
        }
        int at = Integer.parseInt(parts[1]);
        return find(parts[0])
                .filter(PullRequest.class::isInstance)
                .map(PullRequest.class::cast)
                .flatMap(pull -> {
                    List<Commit> commits = pull.commits();
                    return at < 0
                            ? Optional.ofNullable(pull.mergeCommit())
                            : Optional.ofNullable(at < commits.size() ? commits.get(at) : null);
                });
    }

    private static Optional<Object> item(Account owner, String prefix, String[] parts) {
        if (parts.length != 3 || !parts[2].matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int index = Integer.parseInt(parts[2]);
        String kind = parts[1].toUpperCase(Locale.ROOT);
        List<?> items =
                switch (prefix + "/" + kind) {
                    case "PR/INVOLVED" -> Pulls.of(owner).involving();
                    case "PR/MERGED", "PR/CLOSED", "PR/OPEN" ->
                        Pulls.of(owner).in(Set.of(PullRequest.State.valueOf(kind)));
                    case "I/CLOSED", "I/OPEN" -> Issues.of(owner).in(Set.of(Issue.State.valueOf(kind)));
                    case "DC/ANSWER" -> Answers.of(owner, true);
                    default -> List.of();
                };
        return index < items.size() ? Optional.of(items.get(index)) : Optional.empty();
    }
}
