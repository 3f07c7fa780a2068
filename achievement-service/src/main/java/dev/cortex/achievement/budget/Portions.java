package dev.cortex.achievement.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * How many users one request asks for, so that hardly a point is lost to rounding.
 *
 * <p>GitHub counts a request for every connection of every user, divides the sum by 100 and rounds it to a whole number of
 * points, at least one. Whether it rounds up or to the nearest is not relied on: a portion is good when it stays within 5 %
 * of the unrounded cost even if rounded up. With 7 connections a user these are 14, 28, 42, 57, 71, 85 and 100 users, not 50
 * (3.5 points become 4, which is 14 % more).
 *
 * @param connections of one user
 * @param nodes that one user's connections may return at most
 * @param usersMax in one request, whatever the rule allows
 * @see <a href="https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api">GitHub's rules</a>
 */
public record Portions(int connections, int nodes, int usersMax) {
    /** Above this GitHub refuses the whole request. */
    static final int NODES_MAX = 500_000;

    private static final int CONNECTIONS_A_POINT = 100;

    /** So much more than the unrounded cost a portion may cost. */
    private static final double WASTE_MAX = 0.05;

    public Portions {
        if (connections < 1 || nodes < 0 || nodes > NODES_MAX || usersMax < 1) {
            throw new IllegalArgumentException("a user has connections, and fits into a request");
        }
        usersMax = nodes == 0 ? usersMax : Math.min(usersMax, NODES_MAX / nodes);
    }

    /** What so many users cost by one request, rounded up. */
    public int points(int users) {
        return pointsOf((long) connections * users);
    }

    /** What a request with so many connections costs, rounded up. */
    public static int pointsOf(long connections) {
        return (int) Math.max(1, Math.ceilDiv(connections, CONNECTIONS_A_POINT));
    }

    /** What a user costs at least, in points. */
    public double pointsAUser() {
        return connections / (double) CONNECTIONS_A_POINT;
    }

    /**
     * The sizes of the requests for so many users, in turn.
     *
     * @param size no request is larger; what worked last
     */
    public List<Integer> cut(int users, int size) {
        int cap = Math.clamp(size, 1, usersMax);
        int each = best(cap);
        List<Integer> sizes = new ArrayList<>();
        int left = users;
        while (left > 0) {
            // One request for the rest: rounding up once is never dearer than twice.
            int next = left <= cap ? left : each;
            sizes.add(next);
            left -= next;
        }
        return sizes;
    }

    /** The largest that is cheap; where none is, the cheapest. */
    public int best(int cap) {
        int cheapest = cap;
        for (int users = cap; users >= 1; users--) {
            if (waste(users) <= WASTE_MAX) {
                return users;
            }
            cheapest = waste(users) < waste(cheapest) ? users : cheapest;
        }
        return cheapest;
    }

    private double waste(int users) {
        return points(users) / (users * pointsAUser()) - 1;
    }
}
