package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.Organizations.Members;
import dev.cortex.achievement.observation.Login;
import io.smallrye.graphql.client.GraphQLError;
import io.smallrye.mutiny.Uni;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** Asks for an organisation's members page by page. */
final class MemberRoll {
    /** GitHub's largest page. */
    private static final int PAGE_MAX = 100;

    private final BiFunction<Query, Urgency, Uni<Reply.Answered>> send;

    MemberRoll(BiFunction<Query, Urgency, Uni<Reply.Answered>> send) {
        this.send = send;
    }

    Uni<Optional<Members>> call(Login organization, int membersMax, Urgency urgency) {
        Members nobody = new Members(organization.value(), Optional.empty(), 0, List.of());
        return page(
                new MembersQuery(organization, Math.min(membersMax, PAGE_MAX), Optional.empty()),
                membersMax,
                nobody,
                urgency);
    }

    private Uni<Optional<Members>> page(MembersQuery query, int left, Members sofar, Urgency urgency) {
        return send.apply(query, urgency).flatMap(reply -> {
            if (!(reply.data().get("organization") instanceof JsonObject found)) {
                return Uni.createFrom().item(absent(reply));
            }
            Members joined = joined(sofar, found);
            Optional<String> next = next(found);
            int rest = left - query.first();
            return next.isEmpty() || rest <= 0
                    ? Uni.createFrom().item(Optional.of(joined))
                    : page(
                            new MembersQuery(query.organization(), Math.min(rest, PAGE_MAX), next),
                            rest,
                            joined,
                            urgency);
        });
    }

    private static Optional<Members> absent(Reply.Answered reply) {
        for (GraphQLError error : reply.errors()) {
            switch (ReplyReader.type(error)) {
                case "NOT_FOUND" -> {
                    return Optional.empty();
                }
                case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> throw new GitHubException(new GitHubFailure.Refused());
                default -> {
                    // says nothing about the organisation; the next one may
                }
            }
        }
        throw new GitHubException(new GitHubFailure.Garbled("no organisation and no reason"));
    }

    private static Members joined(Members sofar, JsonObject found) {
        Stream<Login> page = Fields.nodes(found, "membersWithRole").stream()
                .flatMap(List::stream)
                .flatMap(node -> Fields.text(node, "login").stream())
                .flatMap(login -> Login.parse(login).stream());
        return new Members(
                found.getString("login", sofar.login()),
                Fields.text(found, "name"),
                Fields.total(found, "membersWithRole").orElse(sofar.total()),
                Stream.concat(sofar.members().stream(), page).toList());
    }

    private static Optional<String> next(JsonObject found) {
        return Fields.object(found, "membersWithRole")
                .flatMap(members -> Fields.object(members, "pageInfo"))
                .filter(page -> page.getBoolean("hasNextPage", false))
                .flatMap(page -> Fields.text(page, "endCursor"));
    }
}
