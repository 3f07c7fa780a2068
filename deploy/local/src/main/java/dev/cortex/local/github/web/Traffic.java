package dev.cortex.local.github.web;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How much was asked and what it cost, by token and by kind of path. */
public final class Traffic {
    private final Map<String, Tally> byToken = new ConcurrentHashMap<>();
    private final Map<String, Tally> byRoute = new ConcurrentHashMap<>();
    private final Map<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final Tally all = new Tally();

    private static final class Tally {
        private final LongAdder requests = new LongAdder();
        private final LongAdder points = new LongAdder();

        void add(int cost) {
            requests.increment();
            points.add(cost);
        }

        Map<String, Long> listed() {
            return Map.of("requests", requests.sum(), "points", points.sum());
        }
    }

    /**
     * Counts one request.
     *
     * @param points 0 for what cost nothing, as a 304
     */
    public void record(String route, String tokenFingerprint, int points, int status) {
        all.add(points);
        byRoute.computeIfAbsent(route, _ -> new Tally()).add(points);
        byToken.computeIfAbsent(tokenFingerprint, _ -> new Tally()).add(points);
        byStatus.computeIfAbsent(status, _ -> new LongAdder()).increment();
    }

    public Map<String, Object> listed() {
        Map<String, Object> statuses = new TreeMap<>();
        byStatus.forEach((status, count) -> statuses.put(status == 0 ? "dropped" : status.toString(), count.sum()));
        return Map.of(
                "requests", all.requests.sum(),
                "points", all.points.sum(),
                "by_path", listed(byRoute),
                "by_token", listed(byToken),
                "by_status", statuses);
    }

    private static Map<String, Object> listed(Map<String, Tally> tallies) {
        Map<String, Object> listed = new TreeMap<>();
        tallies.forEach((name, tally) -> listed.put(name, tally.listed()));
        return listed;
    }

    void reset() {
        byToken.clear();
        byRoute.clear();
        byStatus.clear();
        all.requests.reset();
        all.points.reset();
    }
}
