package dev.cortex.achievement.budget;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * {@link TokenPool} of all replicas: {@link PoolScripts} decide. Without Redis each replica goes on with its share of what
 * it heard last. A Redis that was wiped learns from the next who asks what that one heard.
 */
final class RedisTokenPool implements TokenPool {
    private static final Logger LOG = Logger.getLogger(RedisTokenPool.class);

    private static final String PREFIX = "cortex:achievement:{budget}:";

    private final ReactiveRedisDataSource redis;
    private final List<String> purses;
    private final PoolRules rules;
    private final MemoryTokenPool alone;
    private final Clock clock;
    private final DoubleSupplier chance;
    private final Duration timeout;
    private final Map<String, Budget> heard = new ConcurrentHashMap<>();

    RedisTokenPool(
            ReactiveRedisDataSource redis,
            List<String> purses,
            PoolRules rules,
            MemoryTokenPool alone,
            Clock clock,
            DoubleSupplier chance,
            Duration timeout) {
        this.redis = redis;
        this.purses = List.copyOf(purses);
        this.rules = rules;
        this.alone = alone;
        this.clock = clock;
        this.chance = chance;
        this.timeout = timeout;
    }

    @Override
    public Uni<Grant> take(Ask ask) {
        List<String> asked = purses.stream()
                .filter(purse -> ask.purse().map(purse::equals).orElse(true))
                .toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(new Grant.Denied(new Obstacle.Penniless()));
        }
        return Uni.createFrom().deferred(() -> {
            String lease = UUID.randomUUID().toString();
            return script(PoolScripts.TAKE, takeKeys(asked, ask.resource()), takeArguments(asked, ask, lease))
                    .map(answer -> grant(answer, asked, ask, lease))
                    .onFailure()
                    .recoverWithUni(failure -> without(failure, () -> alone.take(ask)));
        });
    }

    private static List<String> takeKeys(List<String> purses, Resource resource) {
        return purses.stream()
                .flatMap(purse ->
                        List.of(PREFIX + purse, PREFIX + purse + ":" + resource.text(), flights(purse)).stream())
                .toList();
    }

    private List<String> takeArguments(List<String> asked, Ask ask, String lease) {
        List<String> arguments = new ArrayList<>(List.of(
                now(),
                ask.resource().text(),
                String.valueOf(ask.points()),
                String.valueOf(rules.kept(ask.urgency())),
                String.valueOf(rules.minuteMax(ask.resource())),
                String.valueOf(rules.flights(ask.urgency())),
                String.valueOf(rules.lease().toMillis()),
                lease));
        asked.forEach(purse -> arguments.addAll(told(Optional.ofNullable(heard.get(key(purse, ask.resource()))))));
        return arguments;
    }

    private Grant grant(Response answer, List<String> asked, Ask ask, String lease) {
        if (answer.get(0).toInteger() == 1) {
            String purse = asked.get(answer.get(1).toInteger() - 1);
            return new Grant.Granted(new Lease(
                    lease, purse, ask.resource(), ask.points(), answer.get(2).toLong(), true));
        }
        Instant until = Instant.ofEpochMilli(answer.get(2).toLong());
        return new Grant.Denied(
                switch (answer.get(1).toString()) {
                    case "spent" -> new Obstacle.Spent(until);
                    case "slowed" -> new Obstacle.Slowed(until);
                    case "crowded" -> new Obstacle.Crowded();
                    case "refused" -> new Obstacle.Refused();
                    default -> new Obstacle.Penniless();
                });
    }

    @Override
    public Uni<Void> settle(Lease lease, Verdict verdict) {
        if (!lease.shared()) {
            return alone.settle(lease, verdict);
        }
        return Uni.createFrom().deferred(() -> {
            remember(lease, verdict);
            alone.heard(lease, verdict);
            return script(
                            PoolScripts.SETTLE,
                            List.of(PREFIX + lease.purse(), flights(lease.purse())),
                            settleArguments(lease, verdict))
                    .replaceWithVoid()
                    .onFailure()
                    // Its lease ends by itself, and then counts as spent.
                    .recoverWithUni(
                            failure -> without(failure, () -> Uni.createFrom().voidItem()));
        });
    }

    private void remember(Lease lease, Verdict verdict) {
        if (verdict instanceof Verdict.Taken(var _, var told)) {
            told.ifPresent(budget -> heard.put(key(lease.purse(), lease.resource()), budget));
        }
    }

    private List<String> settleArguments(Lease lease, Verdict verdict) {
        List<String> arguments =
                new ArrayList<>(List.of(now(), lease.resource().text(), String.valueOf(lease.points()), lease.id()));
        switch (verdict) {
            case Verdict.Taken(var cost, var told) -> {
                arguments.addAll(List.of("taken", String.valueOf(cost.orElse(lease.points()))));
                arguments.addAll(told(told));
                arguments.add("0");
            }
            case Verdict.Spent(Instant until) -> arguments.addAll(untold("spent", millis(until)));
            case Verdict.Slowed(var until) ->
                arguments.addAll(
                        untold("slowed", until.map(RedisTokenPool::millis).orElse("0")));
            case Verdict.Refused _ -> arguments.addAll(untold("refused", "0"));
        }
        arguments.add(String.valueOf(chance.getAsDouble()));
        arguments.add(String.valueOf(lease.lost()));
        return arguments;
    }

    private static List<String> untold(String verdict, String until) {
        return List.of(verdict, "0", "0", "0", "0", until);
    }

    @Override
    public Uni<List<Standing>> standings(Resource resource) {
        List<String> keys = purses.stream()
                .flatMap(purse -> List.of(PREFIX + purse, flights(purse)).stream())
                .toList();
        if (keys.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Uni.createFrom()
                .deferred(() -> script(PoolScripts.STANDINGS, keys, List.of(now(), resource.text())))
                .map(this::standings)
                .onFailure()
                .recoverWithUni(failure -> without(failure, () -> alone.standings(resource)));
    }

    private List<Standing> standings(Response numbers) {
        Instant now = clock.instant();
        List<Standing> all = new ArrayList<>();
        for (int i = 0; i < purses.size(); i++) {
            Instant reset = Instant.ofEpochMilli(numbers.get(5 * i + 2).toLong());
            Instant blocked = Instant.ofEpochMilli(numbers.get(5 * i + 3).toLong());
            int left = numbers.get(5 * i + 1).toInteger();
            Optional<Instant> resetAt = reset.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(reset);
            Optional<Obstacle> obstacle = left > 0
                    ? Optional.empty()
                    : Optional.of(new Obstacle.Spent(resetAt.orElseGet(() -> now.plus(PoolRules.WINDOW))));
            if (now.isBefore(blocked)) {
                boolean refused = numbers.get(5 * i + 4).toInteger() == 1;
                obstacle = Optional.of(refused ? new Obstacle.Refused() : new Obstacle.Slowed(blocked));
            }
            all.add(new Standing(purses.get(i), numbers.get(5 * i).toInteger(), left, resetAt, obstacle));
        }
        return all;
    }

    /** As far as this replica was told: in one that has asked nothing yet, what GitHub gives at first. */
    double remaining(Resource resource) {
        Instant now = clock.instant();
        return purses.stream()
                .mapToDouble(purse -> {
                    Budget told = heard.get(key(purse, resource));
                    if (told == null) {
                        return PoolRules.POINTS_AT_FIRST;
                    }
                    return now.isBefore(told.resetAt()) ? told.remaining() : told.limit();
                })
                .sum();
    }

    private Uni<Response> script(String script, List<String> keys, List<String> arguments) {
        List<String> all = new ArrayList<>(List.of(script, String.valueOf(keys.size())));
        all.addAll(keys);
        all.addAll(arguments);
        return redis.execute("EVAL", all.toArray(String[]::new))
                .ifNoItem()
                .after(timeout)
                .fail();
    }

    private static <T> Uni<T> without(Throwable failure, Supplier<Uni<T>> way) {
        LOG.debugf("the tokens' points are not shared for this request: %s", failure.getMessage());
        return way.get();
    }

    private static String flights(String purse) {
        return PREFIX + purse + ":flights";
    }

    private static String key(String purse, Resource resource) {
        return purse + ":" + resource.text();
    }

    private static List<String> told(Optional<Budget> budget) {
        return budget.map(told ->
                        List.of(String.valueOf(told.limit()), String.valueOf(told.remaining()), millis(told.resetAt())))
                .orElse(List.of("0", "0", "0"));
    }

    private String now() {
        return millis(clock.instant());
    }

    private static String millis(Instant time) {
        return String.valueOf(time.toEpochMilli());
    }
}
