package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.walk.Ask;
import dev.cortex.achievement.walk.Item;
import dev.cortex.achievement.walk.Kind;
import dev.cortex.achievement.walk.Page;
import io.smallrye.graphql.client.GraphQLError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Pages} over GraphQL. */
@Singleton
final class GraphQLPages implements Pages {
    private final GraphQLGitHub github;
    private final Partners partners;

    GraphQLPages(GraphQLGitHub github) {
        this.github = github;
        this.partners = new Partners(this::answered);
    }

    @Override
    public Uni<Page> read(Ask ask) {
        return answered(PageQuery.of(ask)).flatMap(reply -> judged(ask, reply));
    }

    private Uni<Page> judged(Ask ask, Reply.Answered reply) {
        Optional<PageReader.Listing> listing = PageReader.listing(ask, reply.data());
        Optional<String> login = Fields.object(reply.data(), "node").flatMap(user -> Fields.text(user, "login"));
        if (listing.isEmpty() || login.isEmpty()) {
            return Uni.createFrom().failure(new GitHubException(missing(ask, reply)));
        }
        if (ask.kind() == Kind.INVOLVED && !login.get().equalsIgnoreCase(ask.login())) {
            // Renamed: a search for the old login finds nobody, and that is not zero.
            return read(new Ask(
                    ask.kind(),
                    ask.nodeId(),
                    login.get(),
                    ask.back(),
                    ask.cursor(),
                    ask.window(),
                    ask.size(),
                    ask.light()));
        }
        boolean merges = ask.kind() == Kind.MERGES || ask.kind() == Kind.INVOLVED;
        if (!merges || ask.light()) {
            return Uni.createFrom().item(page(ask, reply, listing.get(), login.get(), Optional.empty()));
        }
        return partners.among(listing.get().nodes(), login.get())
                .map(found -> page(ask, reply, listing.get(), login.get(), Optional.of(found)));
    }

    private static Page page(
            Ask ask,
            Reply.Answered reply,
            PageReader.Listing listing,
            String login,
            Optional<Partners.Found> partners) {
        List<Item> items = new ArrayList<>();
        listing.nodes()
                .forEach(node -> PageReader.item(ask, node, login, partners).ifPresent(items::add));
        int lost = listing.lost() + listing.nodes().size() - items.size();
        return new Page(
                items,
                lost,
                listing.total(),
                listing.next(),
                1 + partners.map(Partners.Found::requests).orElse(0),
                reply.points() + partners.map(Partners.Found::points).orElse(0));
    }

    /** A page that GitHub gave only in part is read again: what is missing in it would be open for good. */
    private Uni<Reply.Answered> answered(Query query) {
        return github.sent("scan", query, Urgency.BACKGROUND).map(reply -> switch (reply) {
            case Reply.Answered answered -> {
                answered.errors().stream()
                        .flatMap(error -> broken(error).stream())
                        .findFirst()
                        .ifPresent(failure -> {
                            throw new GitHubException(failure);
                        });
                yield answered;
            }
            case Reply.Failed(GitHubFailure failure, var _) -> throw new GitHubException(failure);
        });
    }

    /** A thing that may not be seen, or is gone, stays so; everything else may go well another time. */
    private static Optional<GitHubFailure> broken(GraphQLError error) {
        return switch (ReplyReader.type(error)) {
            case "NOT_FOUND", "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Optional.empty();
            case "RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED" ->
                Optional.of(new GitHubFailure.TooLarge(ReplyReader.type(error)));
            default -> Optional.of(new GitHubFailure.Unavailable(200));
        };
    }

    private static GitHubFailure missing(Ask ask, Reply.Answered reply) {
        for (GraphQLError error : reply.errors()) {
            boolean ofTheUser = error.getPath() != null && error.getPath().length == 1;
            switch (ReplyReader.type(error)) {
                case "NOT_FOUND" -> {
                    if (ofTheUser) {
                        return new GitHubFailure.UnknownUser(ask.login());
                    }
                }
                case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> {
                    return new GitHubFailure.Refused();
                }
                default -> {
                    // says nothing of the whole
                }
            }
        }
        return new GitHubFailure.Garbled("a page without its list");
    }
}
