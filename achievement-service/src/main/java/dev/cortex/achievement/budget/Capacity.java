package dev.cortex.achievement.budget;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How fresh so many users can be kept.
 *
 * <p>In an hour healthy tokens give {@code g} points (what is reserved for people left out) and {@code c} looks at feeds; a
 * user costs {@code p} points unless his feed was looked at and he was quiet, which a part {@code q} of them is. In an interval
 * {@code T} (in hours) {@code k = min(users, c T)} feeds are looked at, so {@code g T = (users - q k) p}.
 *
 * @param pointsAnHour for refreshes
 * @param looksAnHour at feeds, bound by the points of a minute; those that find no change cost none of the hour's points
 * @param pointsAUser among many
 * @param interval between two refreshes of each user; empty where no token is healthy
 */
public record Capacity(
        int users, double pointsAnHour, double looksAnHour, double pointsAUser, Optional<Duration> interval) {
    private static final double MILLIS_AN_HOUR = Duration.ofHours(1).toMillis();
    private static final int MINUTES = 60;

    /**
     * @param graphql how every account stands
     * @param reserve the part of the points that refreshes leave alone
     * @param quiet the part of the users whose feeds show no change; 0 where nobody knows
     */
    public static Capacity of(
            int users,
            List<TokenPool.Standing> graphql,
            double reserve,
            double minute,
            double pointsAUser,
            double quiet) {
        List<TokenPool.Standing> healthy = healthy(graphql);
        double points = healthy.stream().mapToDouble(TokenPool.Standing::limit).sum() * (1 - reserve);
        double looks = healthy.size() * Resource.CORE.minute() * minute * MINUTES;
        Optional<Duration> interval = points == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(
                        Math.round(hours(users, points, looks, pointsAUser, quiet) * MILLIS_AN_HOUR)));
        return new Capacity(users, points, looks, pointsAUser, interval);
    }

    /** A spent account comes back by itself, and one that was slowed down soon; a refused one may never. */
    public static List<TokenPool.Standing> healthy(List<TokenPool.Standing> standings) {
        return standings.stream()
                .filter(standing -> standing.obstacle()
                        .filter(Obstacle.Refused.class::isInstance)
                        .isEmpty())
                .toList();
    }

    private static double hours(int users, double points, double looks, double each, double quiet) {
        double notAllLookedAt = users * each / (points + looks * quiet * each);
        return looks * notAllLookedAt <= users
                ? notAllLookedAt
                : Math.max(users / looks, users * (1 - quiet) * each / points);
    }
}
