package dev.cortex.achievement.api;

import dev.cortex.achievement.observation.Login;
import dev.cortex.achievement.progress.ProgressReader;
import dev.cortex.achievement.progress.Reading;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.mesh.problem.Problem;
import dev.cortex.mesh.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code ?force=true}: asks GitHub again, for those who may, and not more often than the budget bears. */
@Singleton
final class Forcing {
    /** The name of the key that the gateway let in; from nobody else, because it lets no such header of a client pass. */
    static final String CALLER = "X-Cortex-Caller";

    private static final String EVERYONE = "*";

    private final ProgressReader progress;
    private final Parameters parameters;
    private final List<String> allowed;
    private final Duration floor;

    Forcing(ProgressReader progress, Parameters parameters, AchievementConfig config) {
        this.progress = progress;
        this.parameters = parameters;
        this.allowed = config.force().allowed();
        this.floor = config.force().floor();
    }

    /**
     * @param caller who asks; none is a caller behind the gateway
     * @throws ProblemException for a caller who may not
     */
    boolean isWanted(Optional<String> force, Optional<String> caller) {
        boolean wanted = parameters.flag("force", force);
        if (wanted
                && !allowed.contains(EVERYONE)
                && caller.filter(who -> !allowed.contains(who)).isPresent()) {
            throw new ProblemException(Problem.of(
                    "force-not-allowed",
                    "Not allowed to force",
                    403,
                    "Only some keys may have GitHub asked again before it is time. Without \"force\" the answer is at"
                            + " most some minutes old."));
        }
        return wanted;
    }

    Uni<Reading> read(Login login, boolean forced) {
        return forced ? progress.readNow(login, floor) : progress.read(login);
    }

    /** What to say to who forced and was given what is there, because it is that young. */
    Optional<Age.Warning> warning(Reading reading, boolean forced, Instant now) {
        boolean given = forced && reading.trouble().isEmpty() && reading.source() != Reading.Source.GITHUB;
        Duration left = Duration.between(now, reading.snapshot().fetchedAt().plus(floor));
        return given && left.isPositive()
                ? Optional.of(new Age.Warning(
                        "/problems/force-too-soon",
                        "GitHub was asked a moment ago; a forced request asks again after " + floor.toSeconds() + " s.",
                        Optional.of(left.toSeconds() + 1)))
                : Optional.empty();
    }
}
