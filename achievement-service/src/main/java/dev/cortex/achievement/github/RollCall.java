package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Portions;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub.Roll;
import dev.cortex.achievement.github.GitHub.Sighting;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.settings.BatchConfig;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * Asks for many users in few requests.
 *
 * <p>A request that GitHub finds too large, or does not finish, is cut in half and asked again, down to one user: what is
 * left then is that user's own failure and leaves the others untouched. The size that worked is remembered: the next
 * roll begins with it and grows back slowly (additive increase, multiplicative decrease). Within that size {@link Portions}
 * says how many are cheapest.
 */
final class RollCall {
    private static final int GROWTH = 5;

    /**
     * One bad user among 100 is found by 7 halvings. An outage of GitHub fails them all: after twice as many failures it is
     * one, and the rest of the roll is given up instead of asking user by user.
     */
    private static final int OUTAGES_MAX = 14;

    private final Portions portions;
    private final int atOnce;
    private final BiFunction<FactsQuery, Urgency, Uni<Reply>> send;
    private volatile int size;

    private record Call(Urgency urgency, AtomicInteger patience) {}

    RollCall(BatchConfig config, BiFunction<FactsQuery, Urgency, Uni<Reply>> send) {
        this.portions = portions(config);
        this.atOnce = config.requestsAtOnce();
        this.send = send;
        this.size = portions.usersMax();
    }

    /** Rounding included. */
    double pointsAUser() {
        int users = portions.best(portions.usersMax());
        return portions.points(users) / (double) users;
    }

    private static Portions portions(BatchConfig config) {
        return new Portions(FactsQuery.CONNECTIONS_A_USER, FactsQuery.NODES_A_USER, config.usersPerRequest());
    }

    Uni<Roll> call(List<Login> logins, Urgency urgency) {
        List<Login> distinct = List.copyOf(new LinkedHashSet<>(logins));
        return Uni.createFrom().deferred(() -> {
            Call call = new Call(urgency, new AtomicInteger(OUTAGES_MAX));
            return Multi.createFrom()
                    .iterable(cut(distinct, portions.cut(distinct.size(), size)))
                    .onItem()
                    .transformToUni(part -> ask(part, call))
                    .merge(atOnce)
                    .collect()
                    .asList()
                    .map(RollCall::joined);
        });
    }

    private Uni<Roll> ask(List<Login> logins, Call call) {
        FactsQuery query = FactsQuery.of(logins);
        return send.apply(query, call.urgency()).flatMap(reply -> switch (reply) {
            case Reply.Answered answered -> {
                worked(logins.size());
                yield again(new Roll(GraphQLGitHub.sightings(query, answered), 1, answered.points()), call);
            }
            case Reply.Failed(GitHubFailure failure, var _)
            when logins.size() > 1 && worthLess(failure, call) -> halves(logins, call);
            case Reply.Failed(GitHubFailure failure, var _) -> Uni.createFrom().item(missed(logins, failure));
        });
    }

    /** Users that the answer left out, though they exist: each is asked for alone, once. */
    private Uni<Roll> again(Roll roll, Call call) {
        List<Login> left = roll.sightings().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Sighting.Missed(GitHubFailure failure) && worthLess(failure, call))
                .map(Map.Entry::getKey)
                .toList();
        if (left.isEmpty() || roll.sightings().size() == 1) {
            return Uni.createFrom().item(roll);
        }
        return inTurn(cut(left, Collections.nCopies(left.size(), 1)), call).map(rest -> joined(List.of(roll, rest)));
    }

    private Uni<Roll> halves(List<Login> logins, Call call) {
        int half = (logins.size() + 1) / 2;
        size = Math.min(size, half);
        // The refused request was one too.
        return inTurn(cut(logins, List.of(half, logins.size() - half)), call)
                .map(roll -> new Roll(roll.sightings(), roll.requests() + 1, roll.points()));
    }

    private Uni<Roll> inTurn(List<List<Login>> parts, Call call) {
        return Multi.createFrom()
                .iterable(parts)
                .onItem()
                .transformToUniAndConcatenate(part -> ask(part, call))
                .collect()
                .asList()
                .map(RollCall::joined);
    }

    private void worked(int users) {
        if (users >= portions.best(size)) {
            size = Math.min(portions.usersMax(), size + GROWTH);
        }
    }

    /** Whether less at once may help: always against a limit, against an outage only so often. */
    private static boolean worthLess(GitHubFailure failure, Call call) {
        return switch (failure) {
            case GitHubFailure.TooLarge _ -> true;
            case GitHubFailure.TimedOut _ -> call.patience().getAndDecrement() > 0;
            case GitHubFailure.Unavailable(int status) ->
                status > 0 && call.patience().getAndDecrement() > 0;
            case GitHubFailure.UnknownUser _,
                    GitHubFailure.OutOfBudget _,
                    GitHubFailure.SlowedDown _,
                    GitHubFailure.Refused _,
                    GitHubFailure.NoToken _,
                    GitHubFailure.Garbled _,
                    GitHubFailure.Busy _ -> false;
        };
    }

    /** What the till denies was not sent, as far as one can tell from here. */
    private static boolean sent(GitHubFailure failure) {
        return failure.retryAt().isEmpty()
                && !(failure instanceof GitHubFailure.NoToken || failure instanceof GitHubFailure.Busy);
    }

    private static Roll missed(List<Login> logins, GitHubFailure failure) {
        Map<Login, Sighting> all = new HashMap<>();
        logins.forEach(login -> all.put(login, new Sighting.Missed(failure)));
        return new Roll(all, sent(failure) ? 1 : 0, 0);
    }

    /** Later rolls know better. */
    private static Roll joined(List<Roll> rolls) {
        Map<Login, Sighting> sightings = new HashMap<>();
        rolls.forEach(roll -> sightings.putAll(roll.sightings()));
        return new Roll(
                sightings,
                rolls.stream().mapToInt(Roll::requests).sum(),
                rolls.stream().mapToInt(Roll::points).sum());
    }

    private static List<List<Login>> cut(List<Login> logins, List<Integer> sizes) {
        Iterator<Login> next = logins.iterator();
        return sizes.stream()
                .map(size -> IntStream.range(0, size).mapToObj(_ -> next.next()).toList())
                .toList();
    }
}
