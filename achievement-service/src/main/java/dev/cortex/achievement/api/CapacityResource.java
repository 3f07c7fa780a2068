package dev.cortex.achievement.api;

import dev.cortex.achievement.activity.Activity;
import dev.cortex.achievement.budget.Capacity;
import dev.cortex.achievement.budget.Resource;
import dev.cortex.achievement.budget.TokenPool;
import dev.cortex.achievement.budget.TokenPool.Standing;
import dev.cortex.achievement.github.GitHub;
import dev.cortex.achievement.settings.AchievementConfig;
import dev.cortex.achievement.settings.BudgetConfig;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** How fresh users can be kept with the present tokens. */
@Path("/api/achievements/capacity")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "achievements")
public final class CapacityResource {
    private static final int USERS_USUALLY = 1_000;
    private static final int USERS_MAX = 10_000_000;
    private static final double MILLIS = 1_000.0;

    private final TokenPool pool;
    private final GitHub github;
    private final Activity activity;
    private final Parameters parameters;
    private final BudgetConfig budget;

    CapacityResource(
            TokenPool pool, GitHub github, Activity activity, Parameters parameters, AchievementConfig config) {
        this.pool = pool;
        this.github = github;
        this.activity = activity;
        this.parameters = parameters;
        this.budget = config.github().budget();
    }

    /** @param healthy that GitHub takes, though their points may be spent for now */
    public record Tokens(int total, int healthy) {}

    /**
     * What is left of this hour.
     *
     * @param resetsAt when the first account has all of its points back; null before GitHub has said it
     */
    public record Left(long limit, long left, Optional<Instant> resetsAt) {
        static Left of(List<Standing> standings) {
            List<Standing> healthy = Capacity.healthy(standings);
            return new Left(
                    healthy.stream().mapToLong(Standing::limit).sum(),
                    healthy.stream().mapToLong(Standing::left).sum(),
                    healthy.stream()
                            .flatMap(standing -> standing.resetAt().stream())
                            .min(Comparator.naturalOrder()));
        }
    }

    /**
     * The answer.
     *
     * @param pointsPerHour for refreshes: what is reserved for people is left out
     * @param pointsPerUser as estimated by the cost rule and corrected by what requests really cost
     * @param refreshIntervalSeconds between two refreshes of each user; null where no token is healthy
     * @param unchangedShare the part of the users whose feeds showed no change; null before any was looked at
     */
    public record Answer(
            int users,
            Tokens tokens,
            double pointsPerHour,
            double pointsPerUser,
            long pointsPerRefresh,
            Optional<Double> refreshIntervalSeconds,
            Optional<Double> unchangedShare,
            long pointsLeft,
            Optional<Instant> resetsAt,
            Map<String, Left> resources,
            List<String> assumptions) {}

    @GET
    @Operation(summary = "How fresh so many users can be kept with the present tokens")
    public Uni<Answer> capacity(@RestQuery Optional<String> users) {
        int asked = parameters.within("users", users, USERS_USUALLY, USERS_MAX);
        return Uni.combine()
                .all()
                .unis(pool.standings(Resource.GRAPHQL), pool.standings(Resource.CORE))
                .with((graphql, core) -> answer(asked, graphql, core));
    }

    private Answer answer(int users, List<Standing> graphql, List<Standing> core) {
        Optional<Double> quiet = activity.quietShare();
        double each = github.pointsAUser();
        Capacity capacity = Capacity.of(users, graphql, budget.reserve(), budget.minute(), each, quiet.orElse(0.0));
        Left left = Left.of(graphql);
        return new Answer(
                users,
                new Tokens(graphql.size(), Capacity.healthy(graphql).size()),
                capacity.pointsAnHour(),
                each,
                (long) Math.ceil(users * each),
                capacity.interval().map(Duration::toMillis).map(millis -> millis / MILLIS),
                quiet,
                left.left(),
                left.resetsAt(),
                Map.of(Resource.GRAPHQL.text(), left, Resource.CORE.text(), Left.of(core)),
                assumptions(quiet.isPresent()));
    }

    private List<String> assumptions(boolean quietIsKnown) {
        return List.of(
                "Every token is of another account, and nobody else spends its points.",
                "Users are asked for in batches; " + Math.round(budget.reserve() * 100)
                        + " % of the points are kept for people who wait.",
                quietIsKnown
                        ? "As many users stay unchanged as this replica has seen so far; their feeds cost no points."
                        : "Every user changes between two refreshes: no feed has been looked at yet.");
    }
}
