package dev.cortex.local.github.graphql;

import dev.cortex.local.github.account.Account;
import dev.cortex.local.github.account.Accounts;
import dev.cortex.local.github.history.Answer;
import dev.cortex.local.github.history.Commit;
import dev.cortex.local.github.history.Issue;
import dev.cortex.local.github.history.PullRequest;
import dev.cortex.local.github.history.Repository;
import dev.cortex.local.github.history.Review;
import dev.cortex.local.github.history.Sponsorship;
import graphql.TypeResolutionEnvironment;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.TypeRuntimeWiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ties the schema to the accounts. Fields not named here are the accessors of the records behind them. */
final class Wiring {
    /** Types that are more than one thing. */
    private static final List<String> ABSTRACT_TYPES =
            List.of("Node", "Actor", "RepositoryOwner", "SearchResultItem", "RequestedReviewer", "Sponsor");

    private final Accounts accounts;
    private final Nodes nodes;
    private final Search search;

    Wiring(Accounts accounts) {
        this.accounts = accounts;
        this.nodes = new Nodes(accounts);
        this.search = new Search(accounts);
    }

    RuntimeWiring runtime() {
        RuntimeWiring.Builder builder = RuntimeWiring.newRuntimeWiring()
                .scalar(TextScalar.of("DateTime"))
                .scalar(TextScalar.of("URI"))
                .scalar(TextScalar.of("GitObjectID"))
                .type("Query", this::query)
                .type("User", Wiring::user)
                .type("Organization", this::organization)
                .type("PullRequest", Wiring::pullRequest)
                .type(
                        "Commit",
                        type -> type.dataFetcher(
                                "authors",
                                each -> Page.of(Source.of(each, Commit.class).authors(), each)));
        ABSTRACT_TYPES.forEach(name -> builder.type(name, type -> type.typeResolver(Wiring::concreteType)));
        return builder.build();
    }

    private TypeRuntimeWiring.Builder query(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("user", this::userByLogin)
                .dataFetcher("organization", this::organizationByLogin)
                .dataFetcher("viewer", this::viewer)
                .dataFetcher("node", nodes::fetchOne)
                .dataFetcher("nodes", nodes::fetchMany)
                .dataFetcher("search", search::fetch)
                .dataFetcher("rateLimit", each -> Call.of(each).rateLimit());
    }

    private static TypeRuntimeWiring.Builder user(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("pullRequests", UserFields::pullRequests)
                .dataFetcher("issues", UserFields::issues)
                .dataFetcher("repositories", RepositoryFields::repositories)
                .dataFetcher("repositoryDiscussionComments", UserFields::discussionComments)
                .dataFetcher("sponsorshipsAsSponsor", UserFields::sponsorships);
    }

    private TypeRuntimeWiring.Builder organization(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher("repositories", RepositoryFields::repositories)
                .dataFetcher(
                        "membersWithRole", each -> Page.of(accounts.membersOf(Source.of(each, Account.class)), each));
    }

    private static TypeRuntimeWiring.Builder pullRequest(TypeRuntimeWiring.Builder type) {
        return type.dataFetcher(
                        "commits",
                        each -> Page.of(
                                Source.of(each, PullRequest.class).commits().stream()
                                        .map(PullRequestCommit::new)
                                        .toList(),
                                each))
                .dataFetcher("reviews", Wiring::reviews)
                .dataFetcher(
                        "reviewRequests",
                        each -> Page.of(Source.of(each, PullRequest.class).reviewRequests(), each));
    }

    private static Connection reviews(DataFetchingEnvironment environment) {
        List<String> states = environment.getArgumentOrDefault("states", List.of());
        String author = environment.getArgument("author");
        List<Review> reviews =
                new ArrayList<>(Source.of(environment, PullRequest.class).reviews());
        reviews.removeIf(review -> !states.isEmpty() && !states.contains(review.state()));
        reviews.removeIf(review ->
                author != null && !author.equalsIgnoreCase(review.author().login()));
        return Page.of(reviews, environment);
    }

    private Object userByLogin(DataFetchingEnvironment environment) {
        String login = environment.getArgumentOrDefault("login", "");
        return accounts.user(login)
                .orElseThrow(
                        () -> FieldError.notFound("Could not resolve to a User with the login of '" + login + "'."));
    }

    private Object organizationByLogin(DataFetchingEnvironment environment) {
        String login = environment.getArgumentOrDefault("login", "");
        return accounts.organization(login)
                .orElseThrow(() ->
                        FieldError.notFound("Could not resolve to an Organization with the login of '" + login + "'."));
    }

    private Object viewer(DataFetchingEnvironment environment) {
        return accounts.user(Call.of(environment).viewer())
                .orElseThrow(() -> FieldError.notFound("The token's account does not exist."));
    }

    private static GraphQLObjectType concreteType(TypeResolutionEnvironment environment) {
        String name =
                switch (environment.<Object>getObject()) {
                    case Account account ->
                        Map.of(
                                        Account.Kind.USER, "User",
                                        Account.Kind.ORGANIZATION, "Organization",
                                        Account.Kind.BOT, "Bot")
                                .get(account.kind());
                    case PullRequest _ -> "PullRequest";
                    case Commit _ -> "Commit";
                    case Issue _ -> "Issue";
                    case Repository _ -> "Repository";
                    case Answer _ -> "DiscussionComment";
                    case Answer.Discussion _ -> "Discussion";
                    case Sponsorship _ -> "Sponsorship";
                    default -> throw new IllegalStateException("no type for " + environment.getObject());
                };
        return environment.getSchema().getObjectType(name);
    }
}
