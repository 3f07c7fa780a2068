package dev.cortex.routing.workforce;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.cortex.routing.redis.PromptRedis;
import dev.cortex.routing.settings.PlacesSettings;
import dev.cortex.routing.settings.RoutingSettings;
import dev.cortex.routing.space.Space;
import dev.cortex.routing.space.Spaces;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * {@link Places} in Redis, one script a batch. They are compared with the database before their first use, every minute of
 * use, and after Redis was wiped: decided tasks without an outcome take their places again, and places of judged tasks are
 * freed. While that runs, and while Redis is away, everybody has room: a capacity is kept softly, a task is never held up.
 */
@ApplicationScoped
class RedisPlaces implements Places {
    private static final Logger LOG = Logger.getLogger(RedisPlaces.class);
    private static final String PREFIX = "cortex:routing:places:";
    /** Tasks in one script, which holds up all others meanwhile: some hundred microseconds. */
    private static final int SCRIPT_MAX = 200;
    /** Open tasks that are read back at once; more than so many are not counted. */
    private static final int OPEN_MAX = 50_000;

    private final PromptRedis redis;
    private final OpenTasks open;
    private final Spaces spaces;
    private final PlacesSettings settings;
    private final MeterRegistry meters;
    private final Set<String> comparing = ConcurrentHashMap.newKeySet();
    private final Cache<String, Boolean> compared;

    RedisPlaces(PromptRedis redis, OpenTasks open, Spaces spaces, RoutingSettings settings, MeterRegistry meters) {
        this.redis = redis;
        this.spaces = spaces;
        this.open = open;
        this.settings = settings.places();
        this.meters = meters;
        compared = Caffeine.newBuilder()
                .expireAfterWrite(this.settings.compareInterval())
                .maximumSize(settings.api().spacesMax())
                .build();
    }

    @Override
    public Uni<Map<String, Seat>> take(Space space, List<Wish> wishes) {
        return seated(space, wishes)
                .flatMap(seats -> seats.isEmpty() && comparing.add(space.name())
                        ? compare(space).flatMap(done -> seated(space, wishes))
                        : Uni.createFrom().item(seats))
                .invoke(seats -> compareNowAndThen(space))
                .onFailure()
                .recoverWithItem(failure -> unknown("take", failure));
    }

    /** Off the path of whoever asked. */
    private void compareNowAndThen(Space space) {
        boolean due = compared.asMap().putIfAbsent(space.name(), true) == null;
        if (due && comparing.add(space.name())) {
            compare(space).subscribe().with(done -> {}, failure -> unknown("compare", failure));
        }
    }

    @Override
    public void leave(String space, Collection<String> tasks) {
        if (spaces.find(space).map(Space::capacities).orElse(Map.of()).isEmpty()) {
            return;
        }
        Multi.createFrom()
                .iterable(chunks(List.copyOf(tasks)))
                .onItem()
                .transformToUniAndConcatenate(chunk -> {
                    Request request = script(PlaceScripts.LEAVE, space);
                    chunk.forEach(request::arg);
                    return redis.send(request);
                })
                .collect()
                .last()
                .subscribe()
                .with(left -> {}, failure -> unknown("leave", failure));
    }

    private Uni<Map<String, Seat>> seated(Space space, List<Wish> wishes) {
        Map<String, Integer> capacities = space.capacities();
        return Multi.createFrom()
                .iterable(chunks(wishes))
                .onItem()
                .transformToUniAndConcatenate(chunk ->
                        redis.send(request(space.name(), chunk, capacities)).map(answer -> seats(chunk, answer)))
                .collect()
                .in(HashMap::new, Map::putAll);
    }

    private Request request(String space, List<Wish> wishes, Map<String, Integer> capacities) {
        Request request = script(PlaceScripts.TAKE, space).arg(settings.keep().toMillis());
        for (Wish wish : wishes) {
            request.arg(wish.task()).arg(wish.choices().size());
            wish.choices().forEach(expert -> request.arg(expert).arg(capacities.getOrDefault(expert, 0)));
        }
        return request;
    }

    private static Map<String, Seat> seats(List<Wish> wishes, @Nullable Response answer) {
        Map<String, Seat> seats = new HashMap<>();
        for (int at = 0; answer != null && at < wishes.size(); at++) {
            boolean over = answer.get(2 * at + 1).toInteger() == 1;
            seats.put(wishes.get(at).task(), new Seat(answer.get(2 * at).toString(), over));
        }
        return seats;
    }

    /** Adds what is open and has no place, frees what is judged and has one; then both are known. */
    private Uni<Boolean> compare(Space space) {
        Set<String> limited = space.capacities().keySet();
        return judged(space.name(), limited)
                .invoke(judged -> leave(space.name(), judged))
                .flatMap(judged -> open.of(space.name(), limited, settings.keep(), OPEN_MAX))
                .flatMap(found -> fill(space.name(), found))
                .flatMap(filled -> redis.send(Request.cmd(Command.SET)
                        .arg(PREFIX + space.name() + ":known")
                        .arg("1")
                        .arg("PX")
                        .arg(settings.keep().toMillis())))
                .replaceWith(true)
                .onTermination()
                .invoke(() -> comparing.remove(space.name()));
    }

    private Uni<List<String>> judged(String space, Set<String> limited) {
        return Multi.createFrom()
                .iterable(chunks(List.copyOf(limited)))
                .onItem()
                .transformToUniAndConcatenate(chunk -> redis.batch(
                        chunk.stream().map(expert -> seatedWith(space, expert)).toList()))
                .collect()
                .in(
                        ArrayList<String>::new,
                        (tasks, answers) ->
                                answers.forEach(answer -> answer.forEach(task -> tasks.add(task.toString()))))
                .flatMap(tasks -> tasks.isEmpty() ? Uni.createFrom().item(List.of()) : open.judged(space, tasks));
    }

    private static Request seatedWith(String space, String expert) {
        return Request.cmd(Command.ZRANGE)
                .arg(PREFIX + space + ":expert:" + expert)
                .arg(0)
                .arg(OPEN_MAX);
    }

    private Uni<Boolean> fill(String space, List<OpenTasks.Open> found) {
        return Multi.createFrom()
                .iterable(chunks(found))
                .onItem()
                .transformToUniAndConcatenate(chunk -> {
                    Request request = script(PlaceScripts.FILL, space);
                    chunk.forEach(
                            one -> request.arg(one.task()).arg(one.expert()).arg(one.leftMillis()));
                    return redis.send(request);
                })
                .collect()
                .last()
                .replaceWith(true);
    }

    private Map<String, Seat> unknown(String action, Throwable failure) {
        LOG.debugf("places are not known: %s", failure.toString());
        meters.counter("cortex.routing.places.failures", "action", action).increment();
        return Map.of();
    }

    private static Request script(String script, String space) {
        return Request.cmd(Command.EVAL).arg(script).arg(0).arg(PREFIX + space + ":");
    }

    private static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += SCRIPT_MAX) {
            chunks.add(all.subList(from, Math.min(all.size(), from + SCRIPT_MAX)));
        }
        return chunks;
    }
}
