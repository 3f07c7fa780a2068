package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Facts;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** What GitHub knows of its users. */
public interface GitHub {
    /**
     * One request, of cost 1.
     *
     * @param urgency background requests leave the last points, and the first places, to people
     * @return fails with {@link GitHubException}
     */
    Uni<Facts> facts(Login login, Urgency urgency);

    /** As few requests as the limits allow. Never fails as a whole: each login has its own sighting. */
    Uni<Roll> facts(List<Login> logins, Urgency urgency);

    /** What a user among many costs in points: by the cost rule, corrected by what requests really cost. */
    double pointsAUser();

    /** What became of one login of many. */
    sealed interface Sighting {
        record Seen(Facts facts) implements Sighting {}

        record Missed(GitHubFailure failure) implements Sighting {}
    }

    /**
     * @param sightings one for each login asked for
     * @param requests sent for it
     * @param points GitHub took for it
     */
    record Roll(Map<Login, Sighting> sightings, int requests, int points) {}
}
