package dev.cortex.mesh.stream;

import io.vertx.core.Future;
import io.vertx.core.impl.ContextInternal;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes verdicts to Redis: acknowledgements together, dead letters beside them, so that a dead-letter stream that
 * takes nothing (Redis out of memory) does not hold up acknowledgements.
 */
final class Settlements {
    private final ConsumerSettings settings;
    private final Redis redis;
    private final long commandMillis;
    private final long deadLettersMax;
    private final Settling<Entry.Key> finished;
    private final Settling<Letter> dead;

    /** @param written called after each successful write */
    Settlements(ConsumerSettings settings, RedisAccess access, ContextInternal context, Runnable written) {
        this.settings = settings;
        this.redis = access.shared();
        this.commandMillis = access.commandMillis();
        this.deadLettersMax = access.deadLettersMax();
        this.finished = new Settling<>(context, this::acknowledge, written);
        this.dead = new Settling<>(context, this::bury, written);
    }

    void finish(Entry.Key key) {
        finished.add(key);
    }

    void bury(Entry entry, String reason) {
        dead.add(new Letter(entry, reason));
    }

    int pending() {
        return finished.pending() + dead.pending();
    }

    void stop() {
        finished.stop();
        dead.stop();
    }

    private Future<?> acknowledge(List<Entry.Key> keys) {
        Map<String, List<String>> byStream = new LinkedHashMap<>();
        keys.forEach(key -> byStream.computeIfAbsent(key.stream(), name -> new ArrayList<>())
                .add(key.id()));
        List<Request> requests = new ArrayList<>();
        byStream.forEach((stream, ids) -> requests.add(finish(stream, ids)));
        return redis.batch(requests).timeout(commandMillis, TimeUnit.MILLISECONDS);
    }

    private Request finish(String stream, List<String> ids) {
        Request request = Request.cmd(Command.EVAL)
                .arg(Scripts.FINISH)
                .arg(1)
                .arg(stream)
                .arg(settings.group())
                .arg(settings.deleteHandled() ? "1" : "0");
        ids.forEach(request::arg);
        return request;
    }

    private Future<?> bury(List<Letter> letters) {
        return redis.batch(letters.stream().map(this::letter).toList()).timeout(commandMillis, TimeUnit.MILLISECONDS);
    }

    /** The entry as it was, where it came from, and why. */
    private Request letter(Letter letter) {
        Entry entry = letter.entry;
        Request request = Request.cmd(Command.EVAL)
                .arg(Scripts.BURY)
                .arg(2)
                .arg(entry.stream())
                .arg(settings.deadLetters())
                .arg(settings.group())
                .arg(settings.deleteHandled() ? "1" : "0")
                .arg(entry.id())
                .arg(deadLettersMax);
        entry.fields().forEach((name, value) -> request.arg(name).arg(value));
        return request.arg("reason")
                .arg(letter.reason)
                .arg("stream")
                .arg(entry.stream())
                .arg("entry")
                .arg(entry.id());
    }

    private record Letter(Entry entry, String reason) {}
}
