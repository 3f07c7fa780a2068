package dev.cortex.achievement.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cortex.local.testing.SharedServers;
import dev.cortex.mesh.database.Migrations;
import dev.cortex.mesh.database.PostgresUrl;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every statement that this service sends, explained at 1,000,000 observations in a database of its own. */
class QueryPlansIT {
    private static final Logger LOG = Logger.getLogger(QueryPlansIT.class);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path CLASSES = Path.of("target/classes");

    /** Tables that grow without end, or with the number of users. */
    private static final Pattern SCAN_OF_MUCH = Pattern.compile("Seq Scan on (?:achievements|latest_achievements|users"
            + "|refreshes|webhook_deliveries|unlocks|webhook_outbox|outdated|achievement_progress_summary)\\b");

    /** A statement begins so. A refresh of the view reads every user, by its nature, and can not be explained. */
    private static final Pattern STATEMENT =
            Pattern.compile("\\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\\s.*", Pattern.DOTALL);

    private static final String USER = "'user-17'";
    private static final String TIME = "timestamptz '2026-11-20'";
    private static final String ROWS =
            "'[{\"node_id\": \"U_17\", \"login\": \"User-17\", \"achievement_id\": \"yolo\"}]'";
    private static final String UUID = "uuid '00000000-0000-0000-0000-000000000000'";

    /** Parts that are not sent by themselves, and those that are put together of them. */
    private static final List<String> PARTS = List.of(
            "PostgresHistory.CHANGES", "PostgresHistory.REFRESHES", "PostgresHistory.SUMMARIES", "UnlockSql.FIELDS");

    /** The values that each is explained with; whatever is not here is explained with none. */
    private static final Map<String, List<String>> VALUES = values();

    private static Vertx vertx;
    private static Pool pool;

    @BeforeAll
    static void fill() throws IOException {
        String shared = SharedServers.start("POSTGRES");
        vertx = Vertx.vertx();
        Pool first = pool(shared);
        done(first.query("DROP DATABASE IF EXISTS plans").execute());
        done(first.query("CREATE DATABASE plans").execute());
        done(first.close());
        String own = shared.replaceFirst("/[^/?]*(\\?.*)?$", "/plans$1");
        new Migrations(PostgresUrl.parse(own), "achievement", Duration.ofSeconds(60)).apply();
        pool = pool(own);
        long started = System.nanoTime();
        done(pool.query(Files.readString(Path.of("src/test/resources/plans/million.sql")))
                .execute());
        LOG.infof(
                "filled in %d ms", Duration.ofNanos(System.nanoTime() - started).toMillis());
    }

    @AfterAll
    static void close() {
        done(pool.close());
        done(vertx.close());
    }

    private static Pool pool(String url) {
        return PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(url))
                .with(new PoolOptions().setMaxSize(1))
                .using(vertx)
                .build();
    }

    @Test
    void answersEveryStatementByAnIndex() throws ReflectiveOperationException, IOException {
        Map<String, String> statements = statements();
        assertTrue(statements.size() >= 35, () -> "found only " + statements.keySet());
        Map<String, String> slow = new TreeMap<>();
        statements.forEach((name, sql) -> {
            String plan = plan(name, sql);
            if (SCAN_OF_MUCH.matcher(plan).find()) {
                slow.put(name, plan);
            }
        });
        assertEquals(Map.of(), slow);
    }

    /** A statement that stood in a call would be found by nobody. */
    @Test
    void sendsNoStatementThatIsNotAConstant() throws IOException {
        Pattern inline = Pattern.compile("[qQ]uery\\(\\s*\"");
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> inline.matcher(text(file)).find())
                    .toList();
            assertEquals(List.of(), found);
        }
    }

    @Test
    void readsTheSummaryInMilliseconds() {
        long[] nanos = new long[300];
        for (int i = 0; i < nanos.length; i++) {
            String sql = i % 2 == 0
                    ? with(PostgresHistory.BEST, List.of("50"))
                    : with(PostgresHistory.BEST_OF, List.of("50", "ARRAY['user-" + i + "']"));
            long started = System.nanoTime();
            assertTrue(done(pool.query(sql).execute()).rowCount() > 0);
            nanos[i] = System.nanoTime() - started;
        }
        Arrays.sort(nanos);
        LOG.infof("summary at 1,000,000 observations: p50 %.2f ms, p95 %.2f ms", nanos[150] / 1e6, nanos[285] / 1e6);
    }

    private static String plan(String name, String sql) {
        String explain = Optional.ofNullable(VALUES.get(name))
                .map(values -> "EXPLAIN " + with(sql, values))
                .orElse("EXPLAIN (GENERIC_PLAN) " + sql);
        StringBuilder text = new StringBuilder();
        try {
            done(pool.query(explain).execute())
                    .forEach(row -> text.append(row.getString(0)).append('\n'));
        } catch (RuntimeException e) {
            throw new AssertionError(name + ": " + e.getMessage(), e);
        }
        return text.toString();
    }

    private static String with(String sql, List<String> values) {
        String filled = sql;
        for (int i = values.size(); i > 0; i--) {
            filled = filled.replace("$" + i, values.get(i - 1));
        }
        return filled;
    }

    /** All constants of all classes, and those that are put together. */
    private static Map<String, String> statements() throws ReflectiveOperationException, IOException {
        Map<String, String> found = new LinkedHashMap<>();
        List<Path> files;
        try (Stream<Path> walked = Files.walk(CLASSES)) {
            files = walked.filter(file -> file.toString().endsWith(".class")).toList();
        }
        for (Path file : files) {
            String name =
                    CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
            if (!name.startsWith("dev.cortex.achievement.") || name.endsWith("package-info")) {
                continue;
            }
            Class<?> type = Class.forName(name, false, QueryPlansIT.class.getClassLoader());
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == String.class) {
                    String key = type.getSimpleName() + "." + field.getName();
                    field.setAccessible(true);
                    String text = (String) field.get(null);
                    if (text != null && STATEMENT.matcher(text).matches() && !PARTS.contains(key)) {
                        found.put(key, text);
                    }
                }
            }
        }
        for (boolean one : List.of(true, false)) {
            for (boolean page : List.of(true, false)) {
                found.put("changes " + one + page, PostgresHistory.changesSql(one, page));
            }
            found.put("standing " + one, PostgresHistory.standingSql(one));
        }
        found.put("refreshes of one", PostgresHistory.refreshesSql(Optional.of("$2")));
        found.put("refreshes of all", PostgresHistory.refreshesSql(Optional.empty()));
        return found;
    }

    private static Map<String, List<String>> values() {
        Map<String, List<String>> values = new TreeMap<>();
        String nodes = "ARRAY['U_17', 'U_18']::text[]";
        String logins = "ARRAY[" + USER + ", 'user-18']::text[]";
        values.put("PostgresObservations.FIND", List.of(USER));
        values.put("PostgresObservations.FIND_CURRENT", List.of(USER));
        values.put("PostgresObservations.OUTDATE", List.of(USER, TIME));
        values.put("ObservationSql.LOCK", List.of(nodes, logins));
        values.put("ObservationSql.OUTDATED", List.of(logins));
        for (String many : List.of("ANNOUNCE", "YIELD", "UPDATE", "APPEND", "UNLOCK", "LOG")) {
            values.put("ObservationSql." + many, List.of(ROWS));
        }
        String year = "timestamptz '2025-01-01'";
        values.put("PostgresRetention.OBSERVATIONS", List.of(year, "timestamptz '2024-12-15'", "5", "2000"));
        values.put("PostgresRetention.REFRESHES", List.of("timestamptz '2025-06-20'", "2000"));
        values.put("PostgresRetention.OUTDATED", List.of("timestamptz '2026-11-01'", "2000"));
        values.put("PostgresHistory.LOOKS_OF_USER", List.of(USER));
        values.put("PostgresHistory.BEST", List.of("50"));
        values.put("PostgresHistory.BEST_OF", List.of("50", logins));
        values.put("changes truetrue", List.of(USER, "50", "'yolo'", "700000"));
        values.put("changes truefalse", List.of(USER, "50", "'yolo'"));
        values.put("changes falsetrue", List.of(USER, "50", "700000"));
        values.put("changes falsefalse", List.of(USER, "50"));
        values.put("standing true", List.of(USER, TIME, "'yolo'"));
        values.put("standing false", List.of(USER, TIME));
        values.put("refreshes of one", List.of("50", USER));
        values.put("refreshes of all", List.of("50"));
        values.put("PostgresDeliveries.WAITING", List.of("timestamptz '2026-11-02'"));
        values.put("PostgresDeliveries.PURGE", List.of("timestamptz '2026-11-02'"));
        values.put("UnlockSql.PLACE", List.of("500"));
        values.put("UnlockSql.ADDRESS", List.of("ARRAY[17, 19]::bigint[]", TIME));
        values.put("UnlockSql.AFTER", List.of("90000", "200"));
        values.put("UnlockSql.AFTER_OF_USER", List.of("90000", "200", USER));
        values.put("UnlockSql.UNPUBLISHED", List.of("500"));
        values.put("UnlockSql.PUBLISHED", List.of("ARRAY[17, 19]::bigint[]", TIME));
        values.put("OutgoingSql.CLAIM", List.of(TIME, TIME, "16"));
        values.put("OutgoingSql.DELIVERED", List.of(UUID, "1", TIME));
        values.put("OutgoingSql.FAILED", List.of(UUID, "1", TIME, "'no'"));
        values.put("OutgoingSql.PURGE", List.of("timestamptz '2025-01-01'"));
        return values;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static <T> T done(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
