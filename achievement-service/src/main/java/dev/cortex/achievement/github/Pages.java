package dev.cortex.achievement.github;

import dev.cortex.achievement.walk.Ask;
import dev.cortex.achievement.walk.Page;
import io.smallrye.mutiny.Uni;

/** All that GitHub lists of a user, page by page. */
public interface Pages {
    /**
     * Paid in the background: people come first.
     *
     * @return the page, judged thing by thing; fails with {@link GitHubException}, and then nothing of it was read
     */
    Uni<Page> read(Ask ask);
}
