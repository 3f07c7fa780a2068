package dev.cortex.achievement.github;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.achievement.Configs;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.GitHub.Roll;
import dev.cortex.achievement.github.GitHub.Sighting;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RollCallTest {
    private final List<Integer> sizes = new ArrayList<>();

    @Test
    void asksForAHundredAtOnceWhereNothingIsLostToRounding() {
        Roll roll = call(users(220), query -> answered(query));
        assertEquals(List.of(100, 100, 20), sizes);
        assertEquals(3, roll.requests());
        assertEquals(220, roll.sightings().size());
    }

    @Test
    void asksForEachUserOnce() {
        Roll roll = call(List.of(new Login("mona"), new Login("Mona")), query -> answered(query));
        assertEquals(1, roll.sightings().size());
    }

    @Test
    void leavesTheOthersUntouchedByOneThatFailsEveryRequest() {
        Login bad = new Login("user-33");
        Roll roll = call(
                users(50),
                query -> query.logins().contains(bad) ? failed(new GitHubFailure.TooLarge("x")) : answered(query));
        assertInstanceOf(Sighting.Missed.class, roll.sightings().get(bad));
        assertEquals(
                49,
                roll.sightings().values().stream()
                        .filter(Sighting.Seen.class::isInstance)
                        .count());
    }

    @Test
    void remembersTheSizeThatWorked() {
        RollCall roll = rollCall(
                query -> query.logins().size() > 20 ? failed(new GitHubFailure.Unavailable(502)) : answered(query));
        done(roll.call(users(50), Urgency.BACKGROUND));
        sizes.clear();
        done(roll.call(users(40), Urgency.BACKGROUND));
        assertTrue(sizes.stream().allMatch(size -> size <= 20), "sizes " + sizes);
    }

    @Test
    void doesNotAskUserByUserWhenGitHubIsDown() {
        Roll roll = call(users(200), query -> failed(new GitHubFailure.Unavailable(503)));
        assertTrue(sizes.size() <= 40, sizes.size() + " requests");
        assertEquals(200, roll.sightings().size());
        assertTrue(roll.sightings().values().stream().allMatch(Sighting.Missed.class::isInstance));
    }

    @Test
    void asksNobodyTwiceWhenTheBudgetIsSpent() {
        call(users(100), query -> failed(new GitHubFailure.OutOfBudget(java.time.Instant.MAX)));
        assertEquals(List.of(100), sizes);
    }

    private Roll call(List<Login> logins, Function<FactsQuery, Reply> github) {
        return done(rollCall(github).call(logins, Urgency.BACKGROUND));
    }

    private RollCall rollCall(Function<FactsQuery, Reply> github) {
        return new RollCall(Configs.with(Map.of("batch.requests-at-once", "1")).batch(), (query, _) -> {
            sizes.add(query.logins().size());
            return Uni.createFrom().item(github.apply(query));
        });
    }

    private static Roll done(Uni<Roll> roll) {
        return roll.await().atMost(Duration.ofSeconds(10));
    }

    private static Reply failed(GitHubFailure failure) {
        return new Reply.Failed(failure, Optional.empty());
    }

    private static Reply answered(FactsQuery query) {
        JsonObjectBuilder data = Json.createObjectBuilder();
        for (int i = 0; i < query.logins().size(); i++) {
            String login = query.logins().get(i).value();
            data.add(
                    FactsQuery.userAlias(i),
                    Json.createObjectBuilder().add("id", "U_" + login).add("login", login));
            data.add(FactsQuery.searchAlias(i), JsonValue.NULL);
        }
        return new Reply.Answered(data.build(), List.of(), 1, Optional.empty());
    }

    private static List<Login> users(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Login("user-" + i)).toList();
    }
}
