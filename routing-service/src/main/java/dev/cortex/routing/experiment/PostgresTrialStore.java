package dev.cortex.routing.experiment;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Trials in {@code routing.trials}, joined with the outcomes of their tasks. */
@ApplicationScoped
class PostgresTrialStore implements TrialStore {
    /** A space that was deleted meanwhile has no experiment any more, and no trials. */
    private static final String KEEP = """
            INSERT INTO routing.trials
                (space, experiment, task_id, arm, expert, asked, other_expert, other_asked, decided_at)
            SELECT n.space, n.experiment, n.task_id, n.arm, n.expert, string_to_array(n.asked, ','), n.other_expert,
                string_to_array(n.other_asked, ','), n.decided_at
            FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                    $9::timestamptz[])
                AS n (space, experiment, task_id, arm, expert, asked, other_expert, other_asked, decided_at)
            JOIN routing.experiments e ON e.space = n.space AND e.id = n.experiment
            ORDER BY n.space, n.experiment, n.task_id
            ON CONFLICT (space, experiment, task_id) DO NOTHING""";

    private static final String COUNT = """
            SELECT arm, count(*) AS n FROM routing.trials WHERE space = $1 AND experiment = $2 GROUP BY arm""";
    private static final String REACHED = """
            SELECT EXISTS (SELECT 1 FROM routing.trials WHERE space = $1 AND experiment = $2 OFFSET $3 LIMIT 1) AS yes""";
    private static final String JUDGED = """
            WITH judged AS (
                SELECT o.seq, t.arm, o.is_right, o.names_right, t.expert = t.other_expert AS agreed,
                    o.expert = t.expert OR ($3 = 'asked' AND o.expert = ANY (t.asked)) AS hit,
                    o.expert = t.other_expert OR ($3 = 'asked' AND o.expert = ANY (t.other_asked)) AS other_hit
                FROM routing.trials t
                JOIN routing.outcomes o ON o.space = t.space AND o.task_id = t.task_id AND NOT o.superseded
                WHERE t.space = $1 AND t.experiment = $2 ORDER BY o.seq LIMIT $4)
            """;
    /** That another than the chosen one failed says nothing of the choice. */
    private static final String ALONE = JUDGED + """
            SELECT coalesce(string_agg(CASE WHEN arm = 'candidate' THEN CASE WHEN is_right AND hit THEN 'W' ELSE 'L' END
                ELSE CASE WHEN is_right AND hit THEN 'w' ELSE 'l' END END, '' ORDER BY seq), '') AS results
            FROM judged WHERE is_right OR hit""";
    /**
     * A success or failure tells of the one that acted, so where the two differ it would tell of one side alone: such pairs
     * count only when it was said who was right.
     */
    private static final String TOGETHER = JUDGED + """
            SELECT coalesce(string_agg(CASE WHEN NOT is_right THEN '0'
                ELSE ((hit)::integer + 2 * (other_hit)::integer)::text END, '' ORDER BY seq), '') AS results
            FROM judged WHERE names_right OR (agreed AND (is_right OR hit))""";

    private final Pool pool;

    PostgresTrialStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<Void> keep(List<Trial> trials) {
        Tuple values = Tuple.tuple()
                .addArrayOfString(texts(trials, Trial::space))
                .addArrayOfString(texts(trials, Trial::experiment))
                .addArrayOfString(texts(trials, Trial::task))
                .addArrayOfString(texts(trials, trial -> trial.arm().name().toLowerCase(Locale.ROOT)))
                .addArrayOfString(texts(trials, trial -> trial.answer().expert()))
                .addArrayOfString(
                        texts(trials, trial -> String.join(",", trial.answer().asked())))
                .addArrayOfString(texts(
                        trials, trial -> trial.other().map(Trial.Answer::expert).orElse(null)))
                .addArrayOfString(texts(trials, trial -> trial.other()
                        .map(other -> String.join(",", other.asked()))
                        .orElse(null)))
                .addArrayOfOffsetDateTime(trials.stream()
                        .map(trial -> trial.time().atOffset(ZoneOffset.UTC))
                        .toArray(OffsetDateTime[]::new));
        return pool.preparedQuery(KEEP).execute(values).replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Long>> count(String space, String experiment) {
        return pool.preparedQuery(COUNT).execute(Tuple.of(space, experiment)).map(rows -> {
            Map<String, Long> counts = new HashMap<>();
            rows.forEach(row -> counts.put(row.getString("arm"), row.getLong("n")));
            return counts;
        });
    }

    @Override
    public Uni<Boolean> reached(String space, String experiment, long max) {
        return pool.preparedQuery(REACHED)
                .execute(Tuple.of(space, experiment, max - 1))
                .map(rows -> rows.iterator().next().getBoolean("yes"));
    }

    @Override
    public Uni<String> results(Experiment experiment, long max) {
        Definition definition = experiment.definition();
        String goal = definition.goal().name().toLowerCase(Locale.ROOT);
        return pool.preparedQuery(definition.kind() == Definition.Kind.AB ? ALONE : TOGETHER)
                .execute(Tuple.of(experiment.space(), experiment.id(), goal, max))
                .map(rows -> rows.iterator().next().getString("results"));
    }

    private static String[] texts(List<Trial> trials, Function<Trial, @Nullable String> text) {
        return trials.stream().map(text).toArray(String[]::new);
    }
}
