package dev.cortex.bench.achievements;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cortex.bench.achievements.Simulator.Spent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.HdrHistogram.Histogram;

/** Signed deliveries of merged pull requests: how long GitHub waits for the answer, and how long until the count is told. */
final class Pushes {
    private static final String ALGORITHM = "HmacSHA256";
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int MERGES = 300;
    private static final int USERS = 30;
    private static final int MARGIN_SECONDS = 3;
    private static final double NANOS_A_MILLI = 1e6;

    private final Replicas replicas;
    private final Simulator github;
    private final Http http;
    private final Users users;
    private final SecretKeySpec key;
    private final ObjectMapper json = new ObjectMapper();

    Pushes(Replicas replicas, Simulator github, Http http, Users users, String secret) {
        this.replicas = replicas;
        this.github = github;
        this.http = http;
        this.users = users;
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** One replica is told, the other is asked. */
    List<Figure> told(int runs) throws InterruptedException {
        double[] answered = new double[runs];
        double[] seen = new double[runs];
        double[] points = new double[runs];
        for (int run = 0; run < runs; run++) {
            List<String> logins = users.some(USERS);
            logins.forEach(this::count);
            // Within the margin after an answer an event may be in it already, and GitHub is asked: that is not
            // measured here.
            TimeUnit.SECONDS.sleep(MARGIN_SECONDS);
            Histogram answers = new Histogram(3);
            Histogram sights = new Histogram(3);
            Spent before = github.spent();
            for (int merge = 0; merge < MERGES; merge++) {
                one(logins.get(merge % USERS), answers, sights);
            }
            answered[run] = answers.getValueAtPercentile(95) / NANOS_A_MILLI;
            seen[run] = sights.getMaxValue() / NANOS_A_MILLI;
            points[run] = github.spent().since(before).points();
        }
        return List.of(
                Figure.below(50, "a delivery of GitHub answered, 95th percentile", "ms", answered),
                Figure.below(1_000, "its count told by the other replica, the slowest", "ms", seen),
                Figure.atMost(0, "GraphQL points for " + MERGES + " merges", "", points));
    }

    private void one(String login, Histogram answers, Histogram sights) {
        long wanted = count(login) + 1;
        byte[] body = merged(login);
        long begun = System.nanoTime();
        http.post(replicas.services().getFirst().resolve("/api/webhooks/github"), body, headers(body));
        answers.recordValue(System.nanoTime() - begun);
        // Asked again and again, as whoever waits for it would: what is measured is when it is first told.
        while (count(login) < wanted) {
            if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                throw new IllegalStateException("a merge of " + login + " was not told within a minute");
            }
        }
        sights.recordValue(System.nanoTime() - begun);
    }

    private long count(String login) {
        JsonNode answer =
                http.json(replicas.services().getLast().resolve("/api/achievements/progress?username=" + login));
        return answer.at("/achievements/pull_shark/count").asLong();
    }

    private Map<String, String> headers(byte[] body) {
        return Map.of(
                "X-Hub-Signature-256",
                "sha256=" + HexFormat.of().formatHex(signed(body)),
                "X-GitHub-Delivery",
                UUID.randomUUID().toString(),
                "X-GitHub-Event",
                "pull_request");
    }

    private byte[] signed(byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private byte[] merged(String login) {
        Map<String, Object> pull = Map.of(
                "node_id",
                "PR_" + UUID.randomUUID(),
                "merged",
                true,
                "merged_at",
                Instant.now().toString(),
                "requested_reviewers",
                List.of(),
                "user",
                Map.of("login", login, "type", "User"),
                "merged_by",
                Map.of("login", "hubot"));
        Map<String, Object> repository = Map.of("full_name", "a/b", "private", false, "owner", Map.of("login", "a"));
        try {
            return json.writeValueAsBytes(Map.of("action", "closed", "pull_request", pull, "repository", repository));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
