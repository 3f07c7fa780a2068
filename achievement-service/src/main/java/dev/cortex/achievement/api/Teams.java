package dev.cortex.achievement.api;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.github.Organizations;
import dev.cortex.achievement.github.Organizations.Members;
import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.CrowdReader;
import dev.cortex.achievement.progress.CrowdReader.Sight;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.TeamConfig;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who belongs to a team: users that are named, or the members of an organisation. */
@Singleton
final class Teams {
    private final TeamConfig config;
    private final Organizations organizations;
    private final CrowdReader crowd;
    private final AsyncCache<Login, Members> kept;

    Teams(AchievementConfig config, Organizations organizations, CrowdReader crowd) {
        this.config = config.team();
        this.organizations = organizations;
        this.crowd = crowd;
        this.kept = Caffeine.newBuilder()
                .maximumSize(this.config.organizationsKept())
                .expireAfterWrite(this.config.membersKept())
                .buildAsync();
    }

    /**
     * @param organization none for a list of users
     * @param total members, also those left out
     * @param members what is known of each, in the order they were named
     */
    record Team(Optional<String> organization, Optional<String> name, long total, Map<Login, Sight> members) {
        /** Whether nobody was left out. */
        boolean whole() {
            return total <= members.size();
        }
    }

    static boolean isAskedFor(Optional<String> usernames, Optional<String> organization) {
        return usernames.isPresent() || organization.isPresent();
    }

    Uni<Team> read(Optional<String> usernames, Optional<String> organization) {
        if (usernames.isPresent() == organization.isPresent()) {
            throw Problems.badRequest(
                    "team-missing", "Which team?", "Add either ?usernames=a,b,c or ?organization= with its login.");
        }
        return usernames.map(text -> named(users(text))).orElseGet(() -> organized(organization.orElseThrow()));
    }

    private Uni<Team> named(List<Login> users) {
        return crowd.read(users).map(sights -> new Team(Optional.empty(), Optional.empty(), users.size(), sights));
    }

    private Uni<Team> organized(String text) {
        Login login = Login.parse(text).orElseThrow(() -> Problems.badLogin("organization"));
        return members(login).flatMap(members -> crowd.read(members.members())
                .map(sights -> new Team(Optional.of(members.login()), members.name(), members.total(), sights)));
    }

    /** A failure is not kept. */
    private Uni<Members> members(Login organization) {
        return Uni.createFrom()
                .completionStage(() -> kept.get(organization, (key, _) -> organizations
                        .members(key, config.membersMax(), Urgency.PERSON)
                        .map(found -> found.orElseThrow(() -> unknown(key)))
                        .subscribeAsCompletionStage()));
    }

    private List<Login> users(String text) {
        List<Login> users = List.copyOf(new LinkedHashSet<>(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .map(one -> Login.parse(one).orElseThrow(() -> Problems.badLogin("usernames")))
                .toList()));
        if (users.isEmpty()) {
            throw Problems.badRequest("team-missing", "Which team?", "\"usernames\" names at least one GitHub login.");
        }
        if (users.size() > config.membersMax()) {
            throw Problems.badRequest(
                    "too-many-usernames",
                    "Too many users at once",
                    "A team has at most " + config.membersMax() + " users, this one has " + users.size() + ".");
        }
        return users;
    }

    private static ProblemException unknown(Login organization) {
        return new ProblemException(Problem.of(
                "organization-not-found",
                "No such organisation",
                404,
                "GitHub has no organisation \"" + organization + "\"."));
    }
}
