package dev.cortex.achievement.budget;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The pool's decisions for one process; {@code PoolScripts} takes the same ones in Redis, and one contract test holds both.
 *
 * <p>What is left is what GitHub told last, less what is kept for requests under way, whose cost may or may not be in what was
 * told, less what was lost since: the cost of requests that ended without a word. An answer knows of everything that was
 * lost before its request was sent, and of nothing later for sure; so {@code told} is kept as the least of what was told
 * plus what had been lost by then. Time and chance are passed in.
 */
final class Ledger {
    private final PoolRules rules;
    private final double share;
    private final Map<String, Account> accounts = new LinkedHashMap<>();

    /** @param share the part of what GitHub tells that may be spent; 1 where nobody else spends it */
    Ledger(List<String> purses, PoolRules rules, double share) {
        this.rules = share < 1 ? rules.alone(share) : rules;
        this.share = share;
        purses.forEach(purse -> accounts.put(purse, new Account()));
    }

    synchronized Grant take(Ask ask, String lease, Instant now) {
        List<Map.Entry<String, Account>> asked = accounts.entrySet().stream()
                .filter(entry -> ask.purse().map(entry.getKey()::equals).orElse(true))
                .toList();
        asked.forEach(entry -> entry.getValue().expire(now));
        return asked.stream()
                .filter(entry -> entry.getValue().obstacle(ask, now).isEmpty())
                .max(Comparator.comparingInt(entry -> entry.getValue().left(ask.resource(), now)))
                .<Grant>map(entry -> granted(entry.getKey(), entry.getValue(), ask, lease, now))
                .orElseGet(() -> new Grant.Denied(asked.stream()
                        .flatMap(entry -> entry.getValue().obstacle(ask, now).stream())
                        .min(Obstacle.SOONEST)
                        .orElseGet(Obstacle.Penniless::new)));
    }

    private Grant granted(String purse, Account account, Ask ask, String id, Instant now) {
        long lost = account.of(ask.resource()).lost;
        Lease lease = new Lease(id, purse, ask.resource(), ask.points(), lost, false);
        account.keep(lease, now);
        return new Grant.Granted(lease);
    }

    synchronized void settle(Lease lease, Verdict verdict, Instant now, double chance) {
        account(lease.purse()).settle(lease, verdict, now, chance);
    }

    /** What an answer said that was paid by all replicas together: where to begin when they can no longer agree. */
    synchronized void heard(Lease lease, Verdict verdict, Instant now, double chance) {
        Account account = account(lease.purse());
        Points points = account.of(lease.resource());
        points.known = false;
        Lease here = new Lease(lease.id(), lease.purse(), lease.resource(), lease.points(), points.lost, false);
        account.learn(here, verdict, now, chance);
    }

    synchronized TokenPool.Standing standing(String purse, Resource resource, Instant now) {
        Account account = account(purse);
        account.expire(now);
        Points points = account.of(resource);
        points.roll(now);
        Optional<Obstacle> obstacle = account.obstacle(Ask.of(resource, 1, Urgency.PERSON), now);
        return new TokenPool.Standing(purse, points.limit, Math.max(0, points.left(now)), points.resetAt(), obstacle);
    }

    private Account account(String purse) {
        return Objects.requireNonNull(accounts.get(purse), "a purse of another pool");
    }

    /** The points of one resource in this hour. */
    private final class Points {
        private int limit = PoolRules.POINTS_AT_FIRST;
        private long told = mine(PoolRules.POINTS_AT_FIRST);
        private long kept;
        private long lost;
        private Instant reset = Instant.EPOCH;
        private boolean known;
        private final Map<Long, Integer> minute = new HashMap<>();

        void roll(Instant now) {
            if (known && !now.isBefore(reset)) {
                told = mine(limit) + lost;
                known = false;
            }
        }

        int left(Instant now) {
            roll(now);
            return (int) (told - lost - kept);
        }

        Optional<Instant> resetAt() {
            return known ? Optional.of(reset) : Optional.empty();
        }

        void tell(Budget budget, long lostBefore, Instant now) {
            roll(now);
            Duration later = Duration.between(reset, budget.resetAt());
            if (!budget.resetAt().isAfter(now) || known && later.compareTo(PoolRules.SAME_WINDOW.negated()) < 0) {
                return; // an answer of the hour before
            }
            boolean same = known && later.compareTo(PoolRules.SAME_WINDOW) <= 0;
            // Answers overtake each other: within the same hour only the lower number can be the later one.
            told = same ? Math.min(told, budget.remaining() + lostBefore) : mine(budget.remaining()) + lostBefore;
            reset = same ? reset : budget.resetAt();
            limit = budget.limit();
            known = true;
        }

        int spentInAMinute(Instant now) {
            long oldest = step(now) - PoolRules.STEPS;
            minute.keySet().removeIf(step -> step < oldest);
            return minute.values().stream().mapToInt(Integer::intValue).sum();
        }

        Instant minuteEnds() {
            long oldest =
                    minute.keySet().stream().mapToLong(Long::longValue).min().orElse(0);
            return Instant.ofEpochMilli((oldest + PoolRules.STEPS + 1) * PoolRules.STEP.toMillis());
        }
    }

    private int mine(int points) {
        return (int) (points * share);
    }

    private static long step(Instant now) {
        return Math.floorDiv(now.toEpochMilli(), PoolRules.STEP.toMillis());
    }

    private final class Account {
        private final Map<Resource, Points> points =
                Map.of(Resource.GRAPHQL, new Points(), Resource.CORE, new Points());
        private final Map<String, Flight> flights = new HashMap<>();
        private Instant blockedUntil = Instant.EPOCH;
        private boolean refused;
        private int strikes;

        private record Flight(Lease lease, Instant until) {}

        Points of(Resource resource) {
            return Objects.requireNonNull(points.get(resource));
        }

        int left(Resource resource, Instant now) {
            return of(resource).left(now);
        }

        /** A replica died under way: its place is free; what it kept may have been spent. */
        void expire(Instant now) {
            Iterator<Flight> each = flights.values().iterator();
            while (each.hasNext()) {
                Flight flight = each.next();
                if (!now.isBefore(flight.until())) {
                    each.remove();
                    Points of = of(flight.lease().resource());
                    of.kept -= flight.lease().points();
                    of.lost += flight.lease().points();
                }
            }
        }

        Optional<Obstacle> obstacle(Ask ask, Instant now) {
            if (now.isBefore(blockedUntil)) {
                return Optional.of(refused ? new Obstacle.Refused() : new Obstacle.Slowed(blockedUntil));
            }
            Points asked = of(ask.resource());
            int left = left(ask.resource(), now);
            if (left - (int) (mine(asked.limit) * rules.kept(ask.urgency())) < ask.points()) {
                return Optional.of(new Obstacle.Spent(asked.resetAt().orElseGet(() -> now.plus(PoolRules.WINDOW))));
            }
            if (asked.spentInAMinute(now) >= rules.minuteMax(ask.resource())) {
                return Optional.of(new Obstacle.Slowed(asked.minuteEnds()));
            }
            return flights.size() >= rules.flights(ask.urgency())
                    ? Optional.of(new Obstacle.Crowded())
                    : Optional.empty();
        }

        void keep(Lease lease, Instant now) {
            Points of = of(lease.resource());
            of.kept += lease.points();
            of.minute.merge(step(now), 1, Integer::sum);
            flights.put(lease.id(), new Flight(lease, now.plus(rules.lease())));
        }

        void settle(Lease lease, Verdict verdict, Instant now, double chance) {
            if (flights.remove(lease.id()) != null) {
                of(lease.resource()).kept -= lease.points();
                learn(lease, verdict, now, chance);
            } else {
                // Given up before: its points are counted as spent already.
                learn(lease, withoutCost(verdict), now, chance);
            }
        }

        private static Verdict withoutCost(Verdict verdict) {
            return verdict instanceof Verdict.Taken taken ? new Verdict.Taken(Optional.of(0), taken.told()) : verdict;
        }

        void learn(Lease lease, Verdict verdict, Instant now, double chance) {
            Points of = of(lease.resource());
            switch (verdict) {
                case Verdict.Taken(var cost, var told) -> {
                    told.ifPresentOrElse(
                            budget -> of.tell(budget, lease.lost(), now), () -> of.lost += cost.orElse(lease.points()));
                    strikes = now.isBefore(blockedUntil) ? strikes : 0;
                }
                case Verdict.Spent(Instant until) -> {
                    of.told = of.lost;
                    of.reset = until;
                    of.known = true;
                }
                case Verdict.Slowed(var until) -> slow(until, now, chance);
                case Verdict.Refused _ -> block(now.plus(PoolRules.REFUSED), true);
            }
        }

        /** Those that were under way together are one strike. */
        private void slow(Optional<Instant> until, Instant now, double chance) {
            if (!now.isBefore(blockedUntil)) {
                strikes++;
            }
            block(until.orElseGet(() -> now.plus(PoolRules.backoff(strikes, chance))), false);
        }

        private void block(Instant until, boolean forGood) {
            if (until.isAfter(blockedUntil)) {
                blockedUntil = until;
                refused = forGood;
            }
        }
    }
}
