package dev.cortex.achievement.forecast;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Foretells from the pace of the past, taken as a Poisson process whose rate may drift.
 *
 * <pre>
 * what is a days old weighs      w(a) = 2^(-a / halfLife)
 * weighed events and exposure    n = sum of w(age) x increments,   t = integral of w over the time observed
 * their weight in information    c = (integral of w) / (integral of w^2)
 * rate                           Gamma(1/2 + c n, c t)             Jeffreys' prior
 * time to k more events          P(T &lt;= s) = I_x(k, 1/2 + c n),    x = s / (s + c t)
 * </pre>
 *
 * Given the rate the time is Erlang; with the rate unknown the mixture is a beta prime distribution, the waiting time of the
 * negative binomial. Weighing makes the rate less certain than the same events unweighed, and c says by how much: it lets the
 * variance of the estimate be that of weighed Poisson counts. Without weights c is 1. What comes in bursts (stars after a
 * talk) is less regular than Poisson, and its true interval is wider than told.
 */
public record Pace(Duration halfLife, Duration historyMin, int eventsMin, double level) {
    private static final double PRIOR_EVENTS = 0.5;
    private static final double DAY_SECONDS = 86_400;
    private static final double HORIZON_DAYS = 50 * 365.25;

    public Pace {
        if (halfLife.toSeconds() <= 0 || level <= 0 || level >= 1) {
            throw new IllegalArgumentException("a half-life is positive and a level between 0 and 1");
        }
    }

    /**
     * @param sights of one achievement, oldest first; between two of them nothing was seen
     * @param until when it was last looked at
     * @param needed how many more events lead to the next tier, at least 1
     * @param now no date before it is told
     */
    public Forecast forecast(List<Sight> sights, Instant until, long needed, Instant now) {
        if (sights.isEmpty()) {
            return new Forecast.Unknown(Forecast.Reason.NEVER_OBSERVED);
        }
        Duration observed = Duration.between(sights.getFirst().at(), until);
        if (observed.compareTo(historyMin) < 0) {
            return new Forecast.Unknown(Forecast.Reason.HISTORY_TOO_SHORT);
        }
        if (sights.getLast().count() - sights.getFirst().count() < eventsMin) {
            return new Forecast.Unknown(Forecast.Reason.TOO_FEW_EVENTS);
        }
        return foretold(rate(sights, until, days(observed)), until, needed, now);
    }

    /** Gamma distributed, per day. */
    record Rate(double shape, double days) {
        /** The number of days within which k events have come with the probability. */
        double daysUntil(long k, double probability) {
            double x = Beta.inverse(probability, (double) k, shape);
            return days * x / (1 - x);
        }

        double mean() {
            return shape / days;
        }
    }

    Rate rate(List<Sight> sights, Instant until, double daysObserved) {
        double events = 0;
        for (int i = 1; i < sights.size(); i++) {
            Sight sight = sights.get(i);
            events += weight(days(Duration.between(sight.at(), until)))
                    * (sight.count() - sights.get(i - 1).count());
        }
        double decay = Math.log(2) / days(halfLife);
        double exposure = -Math.expm1(-decay * daysObserved) / decay;
        double squares = -Math.expm1(-2 * decay * daysObserved) / (2 * decay);
        double information = exposure / squares;
        // Stars are taken back: the weighed sum may be negative where the plain one is not.
        return new Rate(PRIOR_EVENTS + information * Math.max(0, events), information * exposure);
    }

    private Forecast foretold(Rate rate, Instant until, long needed, Instant now) {
        double tail = (1 - level) / 2;
        double middle = rate.daysUntil(needed, 0.5);
        if (!(middle < HORIZON_DAYS)) {
            return new Forecast.Unknown(Forecast.Reason.TOO_FAR_AWAY);
        }
        double late = rate.daysUntil(needed, 1 - tail);
        return new Forecast.Known(
                notBefore(now, until, middle),
                notBefore(now, until, rate.daysUntil(needed, tail)),
                late < 2 * HORIZON_DAYS ? Optional.of(notBefore(now, until, late)) : Optional.empty(),
                7 * rate.mean());
    }

    private static Instant notBefore(Instant now, Instant until, double days) {
        Instant then = until.plusSeconds(Math.round(days * DAY_SECONDS));
        return then.isBefore(now) ? now : then;
    }

    private double weight(double ageDays) {
        return Math.exp(-Math.log(2) * ageDays / days(halfLife));
    }

    private static double days(Duration duration) {
        return duration.toMillis() / (1000 * DAY_SECONDS);
    }
}
