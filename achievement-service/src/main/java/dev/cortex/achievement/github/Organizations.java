package dev.cortex.achievement.github;

import dev.cortex.achievement.budget.Urgency;
import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** What GitHub knows of its organisations. */
public interface Organizations {
    /**
     * The members as far as the token may see them; one request of cost 1 for every hundred.
     *
     * @param membersMax no more are asked for
     * @return empty where there is no such organisation; fails with {@link GitHubException}
     */
    Uni<Optional<Members>> members(Login organization, int membersMax, Urgency urgency);

    /**
     * @param login as GitHub writes it
     * @param total how many there are, also those left out
     */
    record Members(String login, Optional<String> name, long total, List<Login> members) {
        public Members {
            members = List.copyOf(members);
        }
    }
}
