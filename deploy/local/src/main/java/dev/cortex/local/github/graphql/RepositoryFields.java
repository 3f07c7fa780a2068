package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.history.Repositories;
import dev.cortex.local.github.history.Repository;
import graphql.schema.DataFetchingEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The {@code repositories} connection of an owner. */
final class RepositoryFields {
    private RepositoryFields() {}

    static Connection repositories(DataFetchingEnvironment environment) {
        Account owner = Source.of(environment, Account.class);
        List<String> affiliations =
                environment.getArgumentOrDefault("ownerAffiliations", List.of("OWNER", "COLLABORATOR"));
        List<Repository> found = new ArrayList<>();
        if (affiliations.isEmpty() || affiliations.contains("OWNER")) {
            found.addAll(Repositories.ownedBy(owner));
        }
        if (affiliations.isEmpty()
                || affiliations.contains("COLLABORATOR")
                || affiliations.contains("ORGANIZATION_MEMBER")) {
            found.addAll(Repositories.sharedWith(owner));
        }
        found.removeIf(repository -> !fits(repository, environment));
        return Page.of(ordered(found, environment.getArgument("orderBy")), environment);
    }

    private static boolean fits(Repository repository, DataFetchingEnvironment environment) {
        Boolean isFork = environment.getArgument("isFork");
        String privacy = environment.getArgument("privacy");
        return (isFork == null || isFork == repository.isFork())
                && (privacy == null || privacy.equals("PRIVATE") == repository.isPrivate());
    }

    private static List<Repository> ordered(List<Repository> found, @Nullable Map<String, String> order) {
        if (order == null) {
            return found;
        }
        found.sort(by(String.valueOf(order.get("field"))));
        return "DESC".equals(order.get("direction")) ? found.reversed() : found;
    }

    private static Comparator<Repository> by(String field) {
        return switch (field) {
            case "STARGAZERS" -> Comparator.comparingInt(Repository::stargazerCount);
            case "NAME" -> Comparator.comparing(Repository::name);
            case "PUSHED_AT" -> Comparator.comparing(Repository::pushedAt);
            case "UPDATED_AT" -> Comparator.comparing(Repository::updatedAt);
            default -> Comparator.comparing(Repository::createdAt);
        };
    }
}
