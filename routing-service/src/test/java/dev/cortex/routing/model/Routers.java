package dev.cortex.routing.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.cortex.routing.experts.Expert;
import dev.cortex.routing.learner.Limits;
import dev.cortex.routing.start.BuiltIn;
import java.util.List;

/** Routers for tests. */
final class Routers {
    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    private Routers() {}

    static Router builtIn() {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        BuiltIn.read(JSON).forEach(router::put);
        return router;
    }

    static Router of(String... experts) {
        Router router = new Router(Thresholds.DEFAULT, Limits.DEFAULT, 0);
        for (String expert : experts) {
            router.put(expert(expert, ""));
        }
        return router;
    }

    static Expert expert(String id, String description) {
        return new Expert(id, description, List.of(), List.of(), List.of(), List.of(), 0);
    }

    static Decision decide(Router router, String description) {
        return decide(router, "", description);
    }

    static Decision decide(Router router, String type, String description) {
        return router.decide(task(type, description)).orElseThrow();
    }

    static Task task(String type, String description) {
        return new Task("t", type, "normal", description);
    }
}
