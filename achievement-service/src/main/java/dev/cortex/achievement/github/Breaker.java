package dev.cortex.achievement.github;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Stands before GitHub and keeps requests back while it is down, so that people do not wait for nothing. */
@FunctionalInterface
interface Breaker {
    /** @param request sent only while GitHub is not known to be down; else the reply is that it is unavailable */
    Uni<Reply> through(Supplier<Uni<Reply>> request);
}
