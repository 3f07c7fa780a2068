package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.BatchReader;
import dev.cortex.achievement.progress.BatchReader.Batch;
import dev.cortex.achievement.progress.BatchReader.Outcome;
import dev.cortex.achievement.rules.Rulebook;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How far many users are, by one call. */
@Path("/api/achievements/batch")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class BatchResource {
    private final BatchReader batch;
    private final Rulebook rulebook;
    private final int usersMax;
    private final Clock clock;

    BatchResource(BatchReader batch, Rulebook rulebook, AchievementConfig config, Clock clock) {
        this.batch = batch;
        this.rulebook = rulebook;
        this.usersMax = config.batch().usersMax();
        this.clock = clock;
    }

    /**
     * @param usernames GitHub logins
     * @param force asks GitHub again, whatever is kept
     */
    public record Question(
            @Nullable List<@Nullable String> usernames,
            @Nullable Boolean force) {}

    /** @param results by the login as it was asked for: a progress, or {@code {"error": problem}} */
    public record Answer(Map<String, Object> results, Cost cost) {}

    /** What GitHub took for it. */
    public record Cost(int requests, int points) {}

    public record Failure(Problem error) {}

    @POST
    @Operation(summary = "The progress of many users in as few requests to GitHub as can be")
    public Uni<Answer> batch(@Nullable Question question) {
        List<String> usernames = usernames(question);
        boolean force = question != null && Boolean.TRUE.equals(question.force());
        List<Login> logins = usernames.stream()
                .flatMap(username -> Login.parse(username).stream())
                .toList();
        return batch.read(logins, force)
                .map(read -> answer(usernames, read))
                .onFailure()
                .transform(failure -> Problems.told(failure, clock));
    }

    private List<String> usernames(@Nullable Question question) {
        if (question == null
                || question.usernames() == null
                || question.usernames().isEmpty()) {
            throw Problems.badRequest(
                    "usernames-missing", "Whose achievements?", "The body is {\"usernames\": [\"login\", …]}.");
        }
        List<@Nullable String> usernames = question.usernames();
        if (usernames.size() > usersMax) {
            throw Problems.badRequest(
                    "too-many-usernames",
                    "Too many users at once",
                    "One call takes at most " + usersMax + " users, this one has " + usernames.size() + ".");
        }
        List<String> given = new ArrayList<>();
        for (String username : usernames) {
            if (username == null) {
                throw Problems.badRequest(
                        "invalid-username", "Not a GitHub login", "A member of \"usernames\" is null.");
            }
            given.add(username);
        }
        return given;
    }

    private Answer answer(List<String> asked, Batch read) {
        Instant now = clock.instant();
        Map<Login, Outcome> outcomes = new HashMap<>();
        read.outcomes().forEach(outcome -> outcomes.put(outcome.login(), outcome));
        Map<String, Object> results = new LinkedHashMap<>();
        for (String username : asked) {
            Optional<Outcome> outcome = Login.parse(username).map(outcomes::get);
            results.put(username, outcome.map(known -> result(known, now)).orElseGet(BatchResource::badLogin));
        }
        return new Answer(results, new Cost(read.requests(), read.points()));
    }

    private static Object badLogin() {
        return new Failure(Problems.badLogin("usernames").problem());
    }

    private Object result(Outcome outcome, Instant now) {
        return switch (outcome) {
            case Outcome.Known known -> ProgressAnswer.of(known.reading(), rulebook, Age.of(known.reading(), now));
            case Outcome.Unknown unknown -> new Failure(Problems.problem(unknown.failure(), now));
        };
    }
}
