package dev.cortex.achievement.settings;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Many users side by side. */
public interface TeamConfig {
    /** Members of one leaderboard or wall; of a larger organisation the rest is left out, and the answer says so. */
    @WithDefault("500")
    @Min(1)
    @Max(5000)
    int membersMax();

    /** Users that a wall shows, the best of them. More: a picture that nobody can read. */
    @WithDefault("24")
    @Min(1)
    @Max(200)
    int wallMax();

    /**
     * So long an answer waits for members of whom nothing is known yet; they are listed as pending after that, and fetched
     * all the same. Shorter: incomplete answers. Longer: people wait.
     */
    @WithDefault("8s")
    Duration patience();

    /** So long the members of an organisation are not asked for again. Longer: newcomers show late. */
    @WithDefault("10m")
    Duration membersKept();

    /** Organisations whose members are kept at once. */
    @WithDefault("256")
    @Min(1)
    int organizationsKept();
}
