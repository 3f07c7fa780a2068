package dev.cortex.bench.achievements;

import dev.cortex.bench.achievements.Simulator.Spent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What a person meets: a first answer, the same answer again, and a thousand who ask for one user in the same moment. */
final class Waiting {
    private static final int FIRST_ANSWERS = 20;
    private static final int CACHED_USERS = 50;
    private static final int CACHED_REQUESTS = 10_000;
    private static final int CACHED_AT_ONCE = 8;
    private static final int WARM_BLOCKS_MAX = 10;
    private static final double WARM_GAIN = 0.9;
    private static final int CROWD = 1_000;
    private static final double NANOS_A_MILLI = 1e6;

    private final Replicas replicas;
    private final Simulator github;
    private final Http http;
    private final Users users;

    Waiting(Replicas replicas, Simulator github, Http http, Users users) {
        this.replicas = replicas;
        this.github = github;
        this.http = http;
        this.users = users;
    }

    private URI progress(int replica, String login) {
        return replicas.services().get(replica).resolve("/api/achievements/progress?username=" + login);
    }

    /** GitHub requests, of any kind, and points for one status request of an unknown user, and the time it took. */
    List<Figure> firstAnswers(int runs) {
        double[] requests = new double[runs];
        double[] points = new double[runs];
        double[] millis = new double[runs];
        for (int run = 0; run < runs; run++) {
            Spent before = github.spent();
            Histogram times = new Histogram(3);
            for (int n = 0; n < FIRST_ANSWERS; n++) {
                times.recordValue(
                        http.load(List.of(progress(n % 2, users.one())), 1, 1).getMaxValue());
            }
            Spent spent = github.spent().since(before);
            requests[run] = (spent.requests() + spent.others()) / (double) FIRST_ANSWERS;
            points[run] = spent.points() / (double) FIRST_ANSWERS;
            millis[run] = times.getValueAtPercentile(50) / NANOS_A_MILLI;
        }
        return List.of(
                Figure.atMost(1, "GitHub requests for one status request (was 15)", "", requests),
                Figure.atMost(1, "GraphQL points for it", "", points),
                Figure.plain("its median time", "ms", millis));
    }

    /**
     * Answers from the cache, beside one that needs neither cache nor store: the first ones of a service that has just been
     * started, and once its code is compiled.
     */
    List<Figure> cachedAnswers(int runs) {
        List<URI> bare = replicas.services().stream()
                .map(service -> service.resolve("/api/achievements/definitions"))
                .toList();
        List<URI> first = kept();
        double cold = p95(http.load(first, CACHED_REQUESTS, CACHED_AT_ONCE));
        warmUp(first);
        warmUp(bare);
        double[] p95 = new double[runs];
        double[] median = new double[runs];
        double[] ratio = new double[runs];
        double[] asked = new double[runs];
        for (int run = 0; run < runs; run++) {
            List<URI> kept = kept();
            Spent before = github.spent();
            Histogram cached = http.load(kept, CACHED_REQUESTS, CACHED_AT_ONCE);
            Histogram peer = http.load(bare, CACHED_REQUESTS, CACHED_AT_ONCE);
            Spent spent = github.spent().since(before);
            p95[run] = p95(cached);
            median[run] = cached.getValueAtPercentile(50) / NANOS_A_MILLI;
            ratio[run] = p95(cached) / p95(peer);
            asked[run] = spent.requests();
        }
        return List.of(
                Figure.below(5, "cached answer, 95th percentile, 8 at once", "ms", p95),
                Figure.plain("cached answer, median", "ms", median),
                Figure.plain("its p95 to that of a constant answer (definitions)", "x", ratio),
                Figure.plain("its p95 in the first 10,000 after the start", "ms", cold),
                Figure.atMost(0, "GitHub requests meanwhile", "", asked));
    }

    /** The addresses, at both replicas, of users whose answers are in the cache now. */
    private List<URI> kept() {
        List<URI> kept = new ArrayList<>();
        for (String login : users.some(CACHED_USERS)) {
            http.json(progress(0, login));
            kept.add(progress(0, login));
            kept.add(progress(1, login));
        }
        return kept;
    }

    /** Until the compilers are done: a block of requests after the other, while one is faster than all before it. */
    private void warmUp(List<URI> uris) {
        double best = Double.MAX_VALUE;
        for (int block = 0; block < WARM_BLOCKS_MAX; block++) {
            double p95 = p95(http.load(uris, CACHED_REQUESTS, CACHED_AT_ONCE));
            if (p95 > best * WARM_GAIN) {
                return;
            }
            best = p95;
        }
    }

    private static double p95(Histogram times) {
        return times.getValueAtPercentile(95) / NANOS_A_MILLI;
    }

    /** The first requests for one user, all in the same moment, half of them to each replica. */
    List<Figure> crowds(int runs) {
        double[] requests = new double[runs];
        for (int run = 0; run < runs; run++) {
            String login = users.one();
            List<URI> crowd = new ArrayList<>();
            for (int n = 0; n < CROWD; n++) {
                crowd.add(progress(n % replicas.services().size(), login));
            }
            Spent before = github.spent();
            http.allAtOnce(crowd);
            Spent spent = github.spent().since(before);
            requests[run] = spent.requests() + spent.others();
        }
        return List.of(Figure.atMost(1, "GitHub requests for 1,000 first requests, 2 replicas", "", requests));
    }
}
