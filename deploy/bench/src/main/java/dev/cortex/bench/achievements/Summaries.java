package dev.cortex.bench.achievements;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.HdrHistogram.Histogram;

/** The summary of all users when a million observations are stored. */
final class Summaries {
    private static final String OBSERVATIONS = "/achievements/observations.sql";
    private static final String QUERY = "SELECT username, total_achievements, unlocked_count, avg_progress"
            + " FROM achievement.achievement_progress_summary"
            + " ORDER BY unlocked_count DESC, avg_progress DESC, username LIMIT 50";
    private static final int QUERIES = 500;
    private static final int REQUESTS = 1_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final Replicas replicas;
    private final Http http;

    Summaries(Replicas replicas, Http http) {
        this.replicas = replicas;
        this.http = http;
    }

    List<Figure> atAMillion(int runs) throws SQLException {
        double[] query = new double[runs];
        double[] answer = new double[runs];
        double refresh;
        double rows;
        try (Connection connection = DriverManager.getConnection(replicas.postgres())) {
            fill(connection);
            rows = observations(connection);
            refresh = refreshed(connection);
            for (int run = 0; run < runs; run++) {
                query[run] = queried(connection) / NANOS_A_MILLI;
                answer[run] = answered() / NANOS_A_MILLI;
            }
        }
        return List.of(
                Figure.plain("observations stored", "", rows),
                Figure.plain("one refresh of the view, concurrently", "ms", refresh / NANOS_A_MILLI),
                Figure.below(10, "summary query, 95th percentile", "ms", query),
                Figure.plain("GET /summary, 95th percentile, 4 at once", "ms", answer));
    }

    private static void fill(Connection connection) throws SQLException {
        try (InputStream in = Summaries.class.getResourceAsStream(OBSERVATIONS);
                Statement statement = connection.createStatement()) {
            if (in == null) {
                throw new IllegalStateException("missing from the class path: " + OBSERVATIONS);
            }
            statement.execute(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double observations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM achievement.achievements")) {
            count.next();
            return count.getLong(1);
        }
    }

    private static double refreshed(Connection connection) throws SQLException {
        long begun = System.nanoTime();
        try (Statement statement = connection.createStatement()) {
            statement.execute("REFRESH MATERIALIZED VIEW CONCURRENTLY achievement.achievement_progress_summary");
        }
        return System.nanoTime() - begun;
    }

    private static long queried(Connection connection) throws SQLException {
        Histogram times = new Histogram(3);
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            for (int n = 0; n < QUERIES; n++) {
                long begun = System.nanoTime();
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        rows.getString(1);
                    }
                }
                times.recordValue(System.nanoTime() - begun);
            }
        }
        return times.getValueAtPercentile(95);
    }

    private long answered() {
        List<URI> summaries = replicas.services().stream()
                .map(service -> service.resolve("/api/achievements/summary"))
                .toList();
        return http.load(summaries, REQUESTS, 4).getValueAtPercentile(95);
    }
}
