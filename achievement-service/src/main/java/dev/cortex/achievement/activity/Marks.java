package dev.cortex.achievement.activity;

import dev.cortex.achievement.observation.Login;
import io.smallrye.mutiny.Uni;
import java.util.Map;

/** The marks of all feeds, for all replicas. Nothing here ever fails: what is not known is read again, for a point. */
interface Marks {
    /** By the purse that paid for the reading. */
    Uni<Map<String, Mark>> find(Login login);

    Uni<Void> keep(Login login, String purse, Mark mark);
}
