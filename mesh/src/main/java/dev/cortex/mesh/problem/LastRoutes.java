package dev.cortex.mesh.problem;

import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Problems for what no REST resource answers: a path of nobody, and what the router itself refuses. */
@Singleton
final class LastRoutes {
    private static final int[] OF_THE_ROUTER = {400, 404, 405, 406, 413, 414, 415};

    private final Answer answer;

    @Inject
    LastRoutes(Answer answer) {
        this.answer = answer;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MAX_VALUE).handler(request -> answer.problem(request, HttpProblems.of(404)));
        for (int status : OF_THE_ROUTER) {
            router.errorHandler(status, request -> answer.problem(request, HttpProblems.of(status)));
        }
    }
}
