package dev.cortex.achievement.github;

import dev.cortex.achievement.AchievementConfig;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import io.smallrye.graphql.client.GraphQLError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link GitHub} over GraphQL: pays each request with a token, and asks another token when one is not taken. */
@Singleton
final class GraphQLGitHub implements GitHub {
    /** The jitter of the pause before a repeat: pauses spread over half to one and a half. */
    private static final double JITTER = 0.5;

    private final GraphQLEndpoint endpoint;
    private final TokenPool tokens;
    private final GitHubMetrics metrics;
    private final Clock clock;
    private final AchievementConfig.GitHub config;
    private final RollCall roll;

    GraphQLGitHub(
            AchievementConfig config, GraphQLEndpoint endpoint, TokenPool tokens, GitHubMetrics metrics, Clock clock) {
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.metrics = metrics;
        this.clock = clock;
        this.config = config.github();
        this.roll =
                new RollCall(config.batch(), (query, urgency) -> metrics.timed("batch", () -> paid(query, urgency)));
    }

    @Override
    public Uni<Facts> facts(Login login, Urgency urgency) {
        FactsQuery query = FactsQuery.of(login);
        Uni<Reply.Answered> answered =
                metrics.timed("progress", () -> paid(query, urgency)).map(GraphQLGitHub::answeredOrThrow);
        return repeated(answered).map(reply -> switch (sightings(query, reply).get(login)) {
            case Sighting.Seen(Facts facts) -> facts;
            case Sighting.Missed(GitHubFailure failure) -> throw new GitHubException(failure);
        });
    }

    @Override
    public Uni<Roll> facts(List<Login> logins, Urgency urgency) {
        return roll.call(logins, urgency);
    }

    /** @param kind what it is asked for; a constant */
    Uni<Reply> sent(String kind, Query query, Urgency urgency) {
        return metrics.timed(kind, () -> paid(query, urgency));
    }

    /** Only a server error is worth to be asked again at once: everything else says itself when to come back. */
    private Uni<Reply.Answered> repeated(Uni<Reply.Answered> answered) {
        if (config.retriesMax() == 0) {
            return answered;
        }
        return answered.onFailure(GraphQLGitHub::worthARepeat)
                .retry()
                .withBackOff(config.retryPause(), config.retryPause().multipliedBy(8))
                .withJitter(JITTER)
                .atMost(config.retriesMax())
                .onFailure(failure -> failure.getCause() instanceof GitHubException)
                .transform(Throwable::getCause);
    }

    private static boolean worthARepeat(Throwable failure) {
        return failure instanceof GitHubException told && told.failure() instanceof GitHubFailure.Unavailable;
    }

    private static Reply.Answered answeredOrThrow(Reply reply) {
        return switch (reply) {
            case Reply.Answered answered -> answered;
            case Reply.Failed(GitHubFailure failure, var _) -> throw new GitHubException(failure);
        };
    }

    /** Sends it with the richest token; when GitHub does not take that one, with the next, until none is left. */
    private Uni<Reply> paid(Query query, Urgency urgency) {
        return Uni.createFrom().deferred(() -> switch (tokens.take(query.pointsExpected(), urgency, clock.instant())) {
            case TokenPool.Grant.Granted(Token token) ->
                endpoint.send(query, token).flatMap(reply -> settled(query, urgency, token, reply));
            case TokenPool.Grant.Denied(GitHubFailure failure) ->
                Uni.createFrom().item(new Reply.Failed(failure, Optional.empty()));
        });
    }

    private Uni<Reply> settled(Query query, Urgency urgency, Token token, Reply reply) {
        reply.budget().ifPresent(budget -> tokens.observe(token, budget));
        return switch (reply) {
            case Reply.Answered answered -> {
                metrics.paid(answered.points());
                yield Uni.createFrom().item(reply);
            }
            case Reply.Failed(GitHubFailure failure, var _)
            when ofTheToken(failure) -> {
                tokens.block(token, failure, clock.instant());
                metrics.tokenNotTaken(failure);
                yield paid(query, urgency);
            }
            case Reply.Failed _ -> Uni.createFrom().item(reply);
        };
    }

    private static boolean ofTheToken(GitHubFailure failure) {
        return switch (failure) {
            case GitHubFailure.OutOfBudget _, GitHubFailure.SlowedDown _, GitHubFailure.Refused _ -> true;
            case GitHubFailure.UnknownUser _,
                    GitHubFailure.NoToken _,
                    GitHubFailure.Unavailable _,
                    GitHubFailure.TimedOut _,
                    GitHubFailure.TooLarge _,
                    GitHubFailure.Garbled _,
                    GitHubFailure.Busy _ -> false;
        };
    }

    /** What the answer says of each login that was asked for. */
    static Map<Login, Sighting> sightings(FactsQuery query, Reply.Answered reply) {
        Map<Login, Sighting> sightings = new HashMap<>();
        for (int i = 0; i < query.logins().size(); i++) {
            Login login = query.logins().get(i);
            sightings.put(login, sighting(login, i, reply));
        }
        return sightings;
    }

    private static Sighting sighting(Login login, int index, Reply.Answered reply) {
        String alias = FactsQuery.userAlias(index);
        if (reply.data().get(alias) instanceof JsonObject user) {
            return new Sighting.Seen(FactsReader.read(
                    user,
                    Fields.object(reply.data(), FactsQuery.searchAlias(index)),
                    Fields.object(reply.data(), FactsQuery.INVOLVED_ALIAS)));
        }
        return new Sighting.Missed(reply.errors().stream()
                .filter(error -> startsAt(error, alias))
                .findFirst()
                .map(error -> missed(login, error))
                .orElseGet(() -> new GitHubFailure.Garbled("no user and no reason")));
    }

    private static boolean startsAt(GraphQLError error, String alias) {
        Object[] path = error.getPath();
        return path != null
                && path.length > 0
                && alias.equals(Arrays.asList(path).getFirst());
    }

    private static GitHubFailure missed(Login login, GraphQLError error) {
        return switch (ReplyReader.type(error)) {
            // Deeper than the user itself it is a part of him that was not found.
            case "NOT_FOUND" ->
                error.getPath().length == 1
                        ? new GitHubFailure.UnknownUser(login.value())
                        : new GitHubFailure.Garbled("a part of the user was not found");
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> new GitHubFailure.Refused();
            case "RESOURCE_LIMITS_EXCEEDED", "MAX_NODE_LIMIT_EXCEEDED" ->
                new GitHubFailure.TooLarge(ReplyReader.type(error));
            default -> new GitHubFailure.Unavailable(200);
        };
    }
}
