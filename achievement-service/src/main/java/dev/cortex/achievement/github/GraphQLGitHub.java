package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Ask;
import dev.cortex.achievement.budget.Estimates;
import dev.cortex.achievement.budget.Estimator;
import dev.cortex.achievement.budget.Resource;
import dev.cortex.achievement.budget.Till;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.GitHubConfig;
import io.smallrye.graphql.client.GraphQLError;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@link GitHub} over GraphQL: each request is paid at the till, and a server error is asked once more. */
@Singleton
final class GraphQLGitHub implements GitHub, Organizations {
    /** The jitter of the pause before a repeat: pauses spread over half to one and a half. */
    private static final double JITTER = 0.5;

    private static final String BATCH = "batch";

    private final GraphQLEndpoint endpoint;
    private final Till till;
    private final Estimates estimates;
    private final GitHubMetrics metrics;
    private final GitHubConfig config;
    private final RollCall roll;
    private final MemberRoll members;

    GraphQLGitHub(
            AchievementConfig config, GraphQLEndpoint endpoint, Till till, Estimates estimates, GitHubMetrics metrics) {
        this.endpoint = endpoint;
        this.till = till;
        this.estimates = estimates;
        this.metrics = metrics;
        this.config = config.github();
        this.roll = new RollCall(config.batch(), (query, urgency) -> sent(BATCH, query, urgency));
        this.members = new MemberRoll(
                (query, urgency) -> repeated(sent("members", query, urgency).map(GraphQLGitHub::answeredOrThrow)));
    }

    @Override
    public Uni<Facts> facts(Login login, Urgency urgency) {
        FactsQuery query = FactsQuery.of(login);
        Uni<Reply.Answered> answered = sent("progress", query, urgency).map(GraphQLGitHub::answeredOrThrow);
        return repeated(answered).map(reply -> switch (sightings(query, reply).get(login)) {
            case Sighting.Seen(Facts facts) -> facts;
            case Sighting.Missed(GitHubFailure failure) -> throw new GitHubException(failure);
        });
    }

    @Override
    public double pointsAUser() {
        return roll.pointsAUser() * estimates.of(BATCH).ratio();
    }

    @Override
    public Uni<Roll> facts(List<Login> logins, Urgency urgency) {
        return roll.call(logins, urgency);
    }

    /** @param kind what it is asked for; a constant */
    Uni<Reply> sent(String kind, Query query, Urgency urgency) {
        return metrics.timed(kind, () -> paid(kind, query, urgency));
    }

    @Override
    public Uni<Optional<Members>> members(Login organization, int membersMax, Urgency urgency) {
        return members.call(organization, membersMax, urgency);
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

    private Uni<Reply> paid(String kind, Query query, Urgency urgency) {
        return Uni.createFrom().deferred(() -> {
            Estimator estimator = estimates.of(kind);
            Ask ask = Ask.of(Resource.GRAPHQL, estimator.points(query.pointsExpected()), urgency);
            return till.pay(
                    ask,
                    new Till.Errand<>(
                            (token, _) -> endpoint.send(query, token).invoke(reply -> counted(query, estimator, reply)),
                            Verdicts::of,
                            obstacle -> new Reply.Failed(GitHubFailure.of(obstacle), Optional.empty())));
        });
    }

    private void counted(Query query, Estimator estimator, Reply reply) {
        switch (reply) {
            case Reply.Answered answered -> {
                estimator.observed(query.pointsExpected(), answered.points());
                metrics.paid(answered.points());
            }
            case Reply.Failed(GitHubFailure failure, var _) -> {
                if (Verdicts.of(reply).ofThePayer()) {
                    metrics.tokenNotTaken(failure);
                }
            }
        }
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
